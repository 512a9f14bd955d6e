// A running server with the transfer pack, and the people of the demo at work on it: what the flow tests are told in.
import { randomUUID } from 'node:crypto';
import type {
  CaseView,
  CreatedRecord,
  DecisionInput,
  DecisionResult,
  FileValue,
  JsonObject,
  Page,
  RecordView,
  TaskItem,
  TaskView,
} from '../../engine/index.ts';
import { DEMO_PASSWORD } from '../../server/auth/demo-access.ts';
import { type Client, type Reply, type StartOptions, startServer, type TestServer } from '../support/server.ts';

/** A customer and an amount in minor units are enough; `more` adds or replaces fields. */
export type Order = { amount: number; more?: JsonObject; evidence?: boolean };

export type Bank = {
  server: TestServer;
  customer: RecordView;
  /** The person's client, signed in once. */
  as(name: string): Promise<Client>;
  /** Data of a transfer that the form takes. */
  transfer(order: Order, who?: string): Promise<JsonObject>;
  submit(order: Order, who?: string): Promise<{ record: RecordView; case: string }>;
  /** The person's open task of the case. */
  taskOf(name: string, caseId: string): Promise<TaskItem | undefined>;
  open(name: string, task: string): Promise<TaskView>;
  /** Decides as the page does: what is shown is looked at first, a signature given where one is asked for. */
  decide(name: string, caseId: string, decision: string, more?: Partial<DecisionInput>): Promise<Reply<DecisionResult>>;
  caseOf(name: string, id: string): Promise<CaseView>;
  stop(): Promise<void>;
};

export const key = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': randomUUID() });

export async function openBank(options: StartOptions): Promise<Bank> {
  const server = await startServer(options);
  const people = await bankOf((name) => server.signIn(name, { language: 'en' }));
  return { ...people, server, stop: () => server.stop() };
}

/** The same people at work on a server that runs already. */
export async function bankOf(
  signIn: (name: string) => Promise<Client>,
  customerName = '北京恒通贸易有限公司',
): Promise<Omit<Bank, 'server' | 'stop'>> {
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? signIn(name);
    clients.set(name, client);
    return client;
  };
  const customer = await newCustomer(await as('manager'), customerName);
  const bank: Omit<Bank, 'server' | 'stop'> = {
    customer,
    as,
    async transfer({ amount, more = {}, evidence = amount > 5_000_000 }, who = 'maker') {
      return {
        customer: { id: customer.id },
        bankName: '中国工商银行北京分行',
        account: '6222021001112223372',
        purpose: 'goods',
        items: [{ what: '原材料采购', cost: amount }],
        ...(evidence && { evidence: [(await upload(await as(who))) as unknown as JsonObject] }),
        ...more,
      };
    },
    async submit(order, who = 'maker') {
      const data = await bank.transfer(order, who);
      const reply = await (await as(who)).post<CreatedRecord>('/forms/transfer/records', { data }, key());
      if (reply.status !== 201 || reply.body.case === undefined)
        throw new Error(`not submitted: ${reply.status} ${reply.text}`);
      return { record: reply.body.record, case: reply.body.case };
    },
    async taskOf(name, caseId) {
      const reply = await (await as(name)).get<Page<TaskItem>>('/tasks?box=todo&size=200');
      return reply.body.items.find((task) => task.case === caseId);
    },
    async open(name, task) {
      return (await (await as(name)).get<TaskView>(`/tasks/${task}`)).body;
    },
    async decide(name, caseId, decision, more = {}) {
      const task = await bank.taskOf(name, caseId);
      if (!task) throw new Error(`${name} has no task in ${caseId}`);
      const { seen, sign } = await bank.open(name, task.id);
      const input = { decision, seen, ...(sign && { sign: DEMO_PASSWORD }), ...more };
      return (await as(name)).post<DecisionResult>(`/tasks/${task.id}/decisions`, input, key());
    },
    async caseOf(name, id) {
      const reply = await (await as(name)).get<CaseView>(`/cases/${id}`);
      if (reply.status !== 200) throw new Error(`${name} cannot see ${id}: ${reply.status} ${reply.text}`);
      return reply.body;
    },
  };
  return bank;
}

export async function newCustomer(manager: Client, name: string, more: JsonObject = {}): Promise<RecordView> {
  const data = { name, level: 'a', bankName: '中国工商银行北京分行', account: '6222021001112223372', ...more };
  const reply = await manager.post<CreatedRecord>('/forms/customer/records', { data }, key());
  if (reply.status !== 201) throw new Error(`no customer: ${reply.status} ${reply.text}`);
  return reply.body.record;
}

// A picture of one pixel: evidence that the form accepts.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

export async function upload(client: Client): Promise<FileValue> {
  const form = new FormData();
  form.set('file', new Blob([pixel], { type: 'image/png' }), '合同.png');
  const reply = await client.raw<FileValue>('POST', '/api/files?form=transfer&field=evidence', form);
  if (reply.status !== 201) throw new Error(`not uploaded: ${reply.status} ${reply.text}`);
  return reply.body;
}
