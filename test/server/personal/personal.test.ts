// Personal data: its subject is told everything that is kept, and has it erased wherever it lies.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  Draft,
  HistoryItem,
  JsonObject,
  Page,
  PersonalErased,
  PersonalExport,
  Problem,
  RecordView,
} from '../../../engine/index.ts';
import { openSnapshot } from '../../../server/commands/place.ts';
import { verifyHistory } from '../../../server/commands/verify-history.ts';
import { brokenLink } from '../../../server/domain/history/append-link.ts';
import { editDefinition, packsWithout } from '../../flows/pack-variants.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { bytesOfFiles, documentsOfStore, foundIn } from '../../support/canaries.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

const phone = '13912345678';
const earlier = '13887654321';
const email = 'canary.subject@example.com';

describeEachStore('the personal data of a customer', ({ kind, connect }) => {
  const packs = packsWithout({ evidence: true, signatures: true }, (pack) => {
    for (const form of ['customer', 'transfer'])
      editDefinition(pack, `forms/${form}.json`, ({ access }) =>
        Object.assign(access as JsonObject, { admin: { read: 'all', update: 'all' } }),
      );
    editDefinition(pack, 'forms/transfer.json', ({ fields }) => {
      const { customer } = fields as { customer: { carry: string[] } };
      customer.carry.push('phone');
    });
  });
  let database: TestDatabase;
  let bank: Bank;
  let customer: RecordView;
  let transfer: RecordView;
  let caseId: string;
  const path = () => `/forms/customer/records/${customer.id}`;
  const erase = async (who: string, reason = 'The subject asked for it on 30 November') =>
    (await bank.as(who)).post<PersonalErased & Problem>(`${path()}/erase`, { reason }, key());

  beforeAll(async () => {
    database = await connect();
    bank = await openBank({ store: database, packs });
    const manager = await bank.as('manager');
    const data = {
      name: '上海远洋物流有限公司',
      level: 'a',
      bankName: '工商银行',
      account: '6222021001112223372',
      phone: earlier,
      email,
    };
    const made = await manager.post<CreatedRecord>('/forms/customer/records', { data }, key());
    expect(made.status, made.text).toBe(201);
    customer = (
      await manager.patch<RecordView>(
        `/forms/customer/records/${made.body.record.id}`,
        { data: { phone } },
        { 'If-Match': '1' },
      )
    ).body;
    expect(customer.data.phone).toBe(phone);
    const draft = await manager.put<Draft>(
      `/forms/customer/drafts/${customer.id}`,
      { data: { phone } },
      { 'If-Match': '0' },
    );
    expect(draft.status, draft.text).toBe(200);
    const submitted = await bank.submit({ amount: 4_000_000, more: { customer: { id: customer.id } } });
    caseId = submitted.case;
    transfer = submitted.record;
  });
  afterAll(async () => {
    await database.stop();
    rmSync(packs, { recursive: true });
  });

  it('is exported as one document for who looks after people, and for nobody else (3.50)', async () => {
    const admin = await bank.as('admin');
    const exported = await admin.get<PersonalExport>(`${path()}/personal`);
    expect(exported.status, exported.text).toBe(200);
    expect(exported.body.personal).toEqual(['phone', 'email', 'idNumber']);
    expect(exported.body.record.data).toMatchObject({ phone, email });
    expect(exported.body.references.map(({ id }) => id)).toEqual([transfer.id]);
    expect(JSON.stringify(exported.body.history)).toContain(earlier);
    expect((await (await bank.as('manager')).get(`${path()}/personal`)).status).toBe(403);
    const none = await admin.get<Problem>(`/forms/transfer/records/${transfer.id}/personal`);
    expect([none.status, none.body.issues[0]?.code]).toEqual([422, 'personal/none']);
  });

  it('is kept while a case needs it, and erased only with a reason and the permission (3.50)', async () => {
    const refused = await erase('admin');
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'conflict',
      expect.stringContaining('not finished'),
    ]);
    expect((await erase('manager')).status).toBe(403);
    expect((await erase('admin', ' ')).status).toBe(422);
  });

  it('is gone from every place once it is erased, and the chains stay whole (3.50)', async () => {
    const approved = await bank.decide('finance', caseId, 'approve', { data: { voucherNo: 'QX739146' } });
    expect(approved.status, approved.text).toBe(200);
    const canaries = [phone, earlier, email];
    expect(foundIn(await documentsOfStore(database.uri), canaries)).toEqual(canaries);
    const erased = await erase('admin');
    expect(erased.status, erased.text).toBe(200);
    expect(erased.body).toMatchObject({ fields: ['phone', 'email', 'idNumber'], records: 2 });
    expect(foundIn(await documentsOfStore(database.uri), canaries)).toEqual([]);
    const manager = await bank.as('manager');
    const left = await manager.get<RecordView>(path());
    expect([left.body.data.phone, left.body.data.email, left.body.data.name]).toEqual([
      undefined,
      undefined,
      '上海远洋物流有限公司',
    ]);
    const history = await manager.get<Page<HistoryItem>>(`${path()}/history`);
    expect(history.body.items.map(({ kind }) => kind)).toEqual(['created', 'changed', 'erased']);
    expect((await bank.caseOf('maker', caseId)).status).toBe('done');
    const rows = bank.server.deps.store.tenant('demo');
    const links = await rows.history.find({ filter: { about: 'record', of: customer.id }, sort: ['seq'] });
    expect(brokenLink(links)).toBeUndefined();
    const [first, ...rest] = links;
    expect(brokenLink([{ ...first, body: { data: { name: 'forged' } } } as never, ...rest])?.seq).toBe(1);
    const place = await openSnapshot(database.uri);
    const faults: unknown[] = [];
    for await (const fault of verifyHistory(place)) faults.push(fault);
    await place.close();
    expect(faults).toEqual([]);
    const audit = await rows.audit.first({ filter: { action: 'personal-erased' } });
    expect(audit?.params).toMatchObject({
      form: 'customer',
      record: customer.id,
      reason: expect.stringContaining('asked'),
    });
  });

  it('does not stay in the freed parts of the data file either (3.50)', async () => {
    await bank.stop();
    if (kind === 'embedded') expect(foundIn(bytesOfFiles(database.uri), [phone, earlier, email])).toEqual([]);
    else expect(foundIn(await documentsOfStore(database.uri), [phone, earlier, email])).toEqual([]);
  });
});
