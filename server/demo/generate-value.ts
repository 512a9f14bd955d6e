import { isJsonObject, type Json, type JsonObject, own, valueAtDotted } from '../../engine/index.ts';
import type { Chance } from './chance.ts';
import type { Band, Generator, Split } from './demo-data.ts';

/** What a generator may look at. Days are those of the tenant's zone. */
export type Made = {
  chance: Chance;
  /** Day on which the record is made. */
  day: string;
  today: string;
  /** Values of the record so far. */
  data: JsonObject;
  /** Records of the earlier series, by form: what a reference may name. */
  references: { [form: string]: { id: string; data: JsonObject }[] };
  personByName(name: string): { id: string; title: Json } | undefined;
  /** Texts given already, by generator, where they must differ. */
  used: Map<Generator, Set<string>>;
};

/** A value as it is stored, or nothing. A reference is `{ id }` only: its carried fields come from the form. */
export function generateValue(generator: Generator, made: Made): Json | undefined {
  const { chance } = made;
  if ('pick' in generator) return chance.pick(generator.pick, generator.weights);
  if ('text' in generator) return textOf(generator, made);
  if ('digits' in generator) return digitsOf(generator.digits, chance);
  if ('citizenId' in generator) return citizenIdOf(generator.citizenId, chance);
  if ('date' in generator) {
    const { before, days } = generator.date;
    const distance = chance.between(days[0], days[1]);
    return earlier(addDays(made.day, before ? -distance : distance), before ? made.day : '9999-12-31');
  }
  if ('reference' in generator) return referenceTo(generator, made);
  if ('from' in generator) return linkedValue(generator.from, made);
  if ('person' in generator) return made.personByName(chance.pick(generator.person));
  if ('maybe' in generator) return chance.next() < generator.maybe ? generateValue(generator.of, made) : undefined;
  return rowsOf(generator.rows, made);
}

/** Writes the values of several fields into `made.data`, in their order. */
export function generateValues(values: { [field: string]: Generator }, made: Made): void {
  for (const [field, generator] of Object.entries(values)) {
    const value = generateValue(generator, made);
    if (value !== undefined) made.data[field] = value;
  }
}

function textOf(generator: Extract<Generator, { text: string[] }>, made: Made): string {
  const draw = () =>
    made.chance.pick(generator.text).replace(/\{(\w+)\}/g, (_, part: string) => {
      const inner = own(generator.parts, part);
      return inner ? String(generateValue(inner, made) ?? '') : '';
    });
  if (!generator.unique) return draw();
  let used = made.used.get(generator);
  if (!used) {
    used = new Set();
    made.used.set(generator, used);
  }
  let text = draw();
  // A thousand draws without a new text: the parts are too few for the number of records.
  for (let tries = 0; used.has(text) && tries < 1000; tries++) text = draw();
  if (used.has(text))
    throw new RangeError(`The patterns ${generator.text.join(', ')} do not give enough different texts`);
  used.add(text);
  return text;
}

function digitsOf(
  { starts, length, check }: { starts: string[]; length: number; check?: 'luhn' },
  chance: Chance,
): string {
  let digits = chance.pick(starts);
  const free = check ? length - 1 : length;
  while (digits.length < free) digits += chance.between(0, 9);
  return check ? digits + luhnDigit(digits) : digits;
}

function luhnDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = index % 2 === 0 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

// GB 11643: area, birthday, order, check character of modulus 11-2.
function citizenIdOf(of: { areas: string[]; bornFrom: number; bornTo: number }, chance: Chance): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const born = `${chance.between(of.bornFrom, of.bornTo)}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`;
  const digits = `${chance.pick(of.areas)}${born}${String(chance.between(1, 999)).padStart(3, '0')}`;
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + '10X98765432'[sum % 11];
}

// Rank by a power law: few customers do most of the business, as in life.
function referenceTo({ reference, skew = 1 }: { reference: string; skew?: number }, made: Made): Json | undefined {
  const records = own(made.references, reference) ?? [];
  const record = records[Math.floor(made.chance.next() ** (skew * 1.5) * records.length)];
  return record && { id: record.id };
}

function linkedValue(path: string, made: Made): Json | undefined {
  const [field = '', ...rest] = path.split('.');
  const reference = own(made.data, field);
  if (!isJsonObject(reference)) return undefined;
  for (const records of Object.values(made.references)) {
    const found = referredTo(records, String(reference.id));
    if (found) return valueAtDotted(found.data, rest.join('.'));
  }
  return undefined;
}

/** The record of that id among those that may be referred to. */
export function referredTo(records: Referable[], id: string): Referable | undefined {
  return indexOf(records).get(id);
}

type Referable = { id: string; data: JsonObject };
const indexes = new WeakMap<Referable[], Map<string, Referable>>();
function indexOf(records: Referable[]): Map<string, Referable> {
  let index = indexes.get(records);
  if (!index || index.size !== records.length) {
    index = new Map(records.map((record) => [record.id, record]));
    indexes.set(records, index);
  }
  return index;
}

function rowsOf(rows: Extract<Generator, { rows: object }>['rows'], made: Made): Json {
  const count = made.chance.between(rows.count[0], rows.count[1]);
  const list = Array.from({ length: count }, () => {
    const row = { ...made, data: {} as JsonObject };
    generateValues(rows.fields, row);
    return row.data;
  });
  if (rows.split) shareOut(rows.split, list, made.chance);
  return list;
}

function shareOut(split: Split, rows: JsonObject[], chance: Chance): void {
  const band = chance.pick(
    split.bands,
    split.bands.map(({ weight }) => weight),
  );
  let rest = logarithmic(band, split.step, chance);
  for (const [index, row] of rows.entries()) {
    const left = rows.length - index - 1;
    const share =
      left === 0 ? rest : Math.max(split.step, onStep((rest * (0.2 + 0.6 * chance.next())) / (left + 0.5), split.step));
    const value = Math.min(share, rest - left * split.step);
    row[split.field] = value;
    rest -= value;
  }
}

// Small amounts are more frequent than large ones within a band too.
function logarithmic({ from, to }: Band, step: number, chance: Chance): number {
  const value = Math.exp(Math.log(from) + chance.next() * (Math.log(to) - Math.log(from)));
  return Math.min(Math.floor(to / step) * step, Math.max(Math.ceil(from / step) * step, onStep(value, step)));
}

function onStep(value: number, step: number): number {
  return Math.round(value / step) * step;
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
