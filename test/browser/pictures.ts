// Takes the pictures of the README anew: `npx tsx test/browser/pictures.ts http://127.0.0.1:4000`, with a demo server running there.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TaskItem } from '../../engine/index.ts';
import { launchBrowser, type View, views } from '../support/browser.ts';
import { Person } from './person.ts';

const [address = 'http://127.0.0.1:4000'] = process.argv.slice(2);
const folder = new URL('../../docs/pictures', import.meta.url).pathname;
const desk: View = { name: 'desk', width: 1280, height: 800 };

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();

const director = await Person.signIn(browser, address, 'director', 'en', desk);
const { body } = await director.api<Page<TaskItem>>('GET', '/tasks?box=todo&size=1');
await picture(director, `/tasks/${body.items[0]?.id}`, '.react-flow__node', 'approval');

const manager = await Person.signIn(browser, address, 'manager', 'zh-CN', desk);
await picture(manager, '/dashboards/transfer-overview', 'canvas', 'dashboard');

const analyst = await Person.signIn(browser, address, 'analyst', 'en', desk);
await picture(analyst, '/studio/transfer-control/workflow/transfer-approval', '.react-flow__node', 'studio');

const maker = await Person.signIn(browser, address, 'maker', 'zh-CN', views.phone);
await picture(maker, '/forms/transfer/new', 'input', 'phone');
await browser.close();

async function picture(person: Person, path: string, shown: string, name: string): Promise<void> {
  await person.goTo(path);
  await person.page.locator(shown).first().waitFor();
  await person.page.waitForLoadState('networkidle');
  await person.page.screenshot({ path: join(folder, `${name}.png`) });
  await person.leave();
}
