// What a word finds in the boxes of work: what stands on a card. Its number, who began it, and the record's texts, choices,
// amounts and days that the card shows. None tells of a field that is closed to the caller at any step.
import {
  everOffered,
  type Field,
  type Filter,
  type Form,
  fieldAt,
  type JsonObject,
  own,
  parseMoney,
  type Text,
  type Workflow,
} from '../../../engine/index.ts';
import type { LoadedPack, TenantStore } from '../../deps.ts';
import type { Scene } from '../records/form-use.ts';
import { isOpenInCases } from '../records/open-rows.ts';
import { escaped, matchesName, matchesTexts, searchPattern, wordsAsked } from '../records/search-words.ts';

/** Most records that a word is looked for in. */
const MOST_FOUND = 1_000;

/** Case numbers of the work of a box, the latest first: the store finds beginnings, and a part of a number is looked for in these. */
export type Numbers = (most: number) => Promise<string[]>;

/** Work on whose card every word of the text stands. */
export async function onCards(
  scene: Scene,
  rows: TenantStore,
  q: string | undefined,
  numbers: Numbers,
): Promise<Filter[]> {
  const words = wordsAsked(q ?? '');
  const known = words.some((word) => /\d/.test(word)) ? await numbers(MOST_FOUND) : [];
  return Promise.all(words.map((word) => withWord(scene, rows, word, known)));
}

async function withWord(scene: Scene, rows: TenantStore, word: string, numbers: string[]): Promise<Filter> {
  const found: string[] = [];
  for (const loaded of await scene.deps.packs.current(scene.caller.actor.tenant)) {
    for (const form of Object.values(loaded.pack.forms)) {
      const shown = await conditionsOn(scene, rows, loaded, form, word);
      if (shown.length === 0) continue;
      const filter = { case: { $exists: true }, $or: shown };
      const records = await rows
        .records(form.key)
        .find({ filter, sort: ['-createdAt'], limit: MOST_FOUND, fields: ['id'] });
      found.push(...records.map(({ id }) => id));
    }
  }
  const people = scene.around.organisation.people().filter((person) => matchesName(person, word));
  return {
    $or: [
      { no: { $regex: `^${escaped(word.toUpperCase())}` } },
      { no: { $in: [...new Set(numbers.filter((no) => no.includes(word.toUpperCase())))] } },
      { initiator: { $in: people.map(({ id }) => id) } },
      { record: { $in: found } },
    ],
  };
}

async function conditionsOn(
  scene: Scene,
  rows: TenantStore,
  loaded: LoadedPack,
  form: Form,
  word: string,
): Promise<Filter[]> {
  const workflows = Object.values(loaded.pack.workflows).filter((each) => each.form === form.key);
  if (workflows.length === 0) return [];
  const { search } = form.record;
  const open = new Set<string>();
  for (const path of new Set([...search, ...pathsOnCard(form, workflows)]))
    if (await isOpenInCases(scene, rows, { loaded, form }, path)) open.add(path);
  const texts = search
    .filter((path) => open.has(path))
    .map((path) => ({ search: { $regex: searchPattern(path, word) } }));
  const others = [...open].filter((path) => !search.includes(path));
  return [...texts, ...others.flatMap((path) => conditionAt(form, path, word))];
}

/** What the title and the summary of a card show; of a link, its display. */
function pathsOnCard(form: Form, workflows: readonly Workflow[]): string[] {
  const title = form.record.display.parts.flatMap((part) => ('path' in part ? [part.path] : []));
  const paths = [...title, ...workflows.flatMap(({ summary }) => summary)];
  return [...new Set(paths.map((path) => shownAt(own(form.fields, path), path)))];
}

function shownAt(field: Field | undefined, path: string): string {
  return field?.link ? `${path}.${field.link.display}` : path;
}

function conditionAt(form: Form, path: string, word: string): Filter[] {
  const field = fieldAt(form, path);
  if (!field || field.encrypted) return [];
  const at = `data.${path}`;
  if (field.options) {
    const keys = everOffered(field.options)
      .filter(({ title }) => matchesTexts(textsOf(title), word))
      .map(({ key }) => key);
    return keys.length > 0 ? [{ [at]: { $in: keys } }] : [];
  }
  if (!field.kind.computable) return [];
  const type = field.kind.ruleType(field.declaration);
  if (type.kind === 'money') return amountsBeginning(word, type.currency).map((range) => ({ [at]: range }));
  if (type.kind === 'number') return amountsBeginning(word).map((range) => ({ [at]: range }));
  if (type.kind === 'date') return /^\d{4}(-\d{2}){0,2}$/.test(word) ? [{ [at]: { $regex: `^${escaped(word)}` } }] : [];
  return type.kind === 'text' ? [{ [at]: { $regex: `^${escaped(word)}` } }] : [];
}

function textsOf(title: Text): string[] {
  return typeof title === 'string' ? [title] : Object.values(title);
}

const MOST_DIGITS = 9;

/** Amounts that are written with these digits at their beginning, however many follow before the point: 2253 finds 22,530.00 too. */
function amountsBeginning(word: string, currency?: string): JsonObject[] {
  const digits = word.replace(/[,，¥￥$€£]/g, '');
  const [, whole, decimals = ''] = /^(\d{1,12})(?:\.(\d{0,6}))?$/.exec(digits) ?? [];
  if (whole === undefined) return [];
  const unit = currency === undefined ? 1 : minorOf('1', currency);
  const low = currency === undefined ? Number(digits) : minorOf(digits.replace(/\.$/, ''), currency);
  if (unit === undefined || low === undefined) return [];
  const width = unit / 10 ** decimals.length;
  const ranges: JsonObject[] = [{ $gte: low, $lt: low + width }];
  // After a point, and behind a zero, no more digits of the whole part can follow.
  if (digits.includes('.') || /^0/.test(whole)) return ranges;
  for (let more = 1; whole.length + more <= MOST_DIGITS + 3; more++)
    ranges.push({ $gte: low * 10 ** more, $lt: (low + width) * 10 ** more });
  return ranges;
}

function minorOf(text: string, currency: string): number | undefined {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.value : undefined;
}
