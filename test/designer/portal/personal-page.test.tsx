// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PersonalPage } from '../../../designer/portal/forms/PersonalPage.tsx';
import { type Sent, serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

const record = {
  id: 'r1',
  form: 'client',
  release: 1,
  revision: 1,
  status: 'active',
  title: 'Ann Lee',
  data: { name: 'Ann Lee', phone: '139' },
  updatedAt: '2026-11-01T08:00:00.000Z',
  allowed: [],
};
const definition = {
  kind: 'form',
  key: 'client',
  title: 'Client',
  fields: {
    name: { type: 'text', title: 'Name' },
    phone: { type: 'phone', title: 'Phone', personal: true },
  },
  access: {},
};
const screenOf = {
  key: 'client',
  title: 'Client',
  pack: 'p',
  release: 1,
  definition,
  options: {},
  linked: {},
  rights: {},
  fields: { name: 'read', phone: 'masked' },
  validator: 'v',
  views: [],
};
const exported = {
  at: record.updatedAt,
  record,
  personal: ['phone'],
  withheld: ['phone'],
  history: [{}],
  cases: [],
  files: [],
  references: [],
};
let sent: Sent[];
let saved: string[];

beforeEach(() => {
  saved = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  sent = serve({
    'GET /forms/client/records/r1': record,
    'GET /forms/client': screenOf,
    'GET /forms/client/records/r1/personal': exported,
    'POST /forms/client/records/r1/erase': { fields: ['phone'], records: 2, links: 3, files: 1 },
  });
  show(
    <Routes>
      <Route path="/forms/:form/records/:id/personal" element={<PersonalPage />} />
    </Routes>,
    '/forms/client/records/r1/personal',
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the personal data of the subject of a record', () => {
  it('is handed out as a file, and what is missing from it is named', async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Export as a file' }));
    await screen.findByText('Incomplete: you may not read these fields: Phone.');
    expect(saved).toEqual(['client-r1-2026-11-01.json']);
  });

  it('is erased only for a reason and with the record typed, and it is told what goes and what stays', async () => {
    const erase = async () => userEvent.click(screen.getByRole('button', { name: /Erase for ever/ }));
    await screen.findByText('Erased for ever');
    expect(screen.getByText('Phone')).toBeTruthy();
    expect(screen.getByText('Name')).toBeTruthy();
    await erase();
    expect(screen.getByText('Say why')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Asked on 1 November');
    await userEvent.type(screen.getByRole('textbox', { name: /to confirm/ }), 'Ann');
    await erase();
    expect(screen.getByText('This is not "Ann Lee"')).toBeTruthy();
    expect(sent).toEqual([]);
    await userEvent.type(screen.getByRole('textbox', { name: /to confirm/ }), ' Lee');
    await erase();
    await screen.findByText(/Records: 2, entries of history: 3, files: 1/);
    expect(sent).toMatchObject([
      { request: 'POST /forms/client/records/r1/erase', body: { reason: 'Asked on 1 November' } },
    ]);
    expect(sent[0]?.headers['idempotency-key']).toBeTruthy();
  });
});
