import {
  allOf,
  type Dataset,
  type DrillQuery,
  type DrillResult,
  drillFilter,
  type Form,
  type JsonObject,
  localise,
  own,
  planWidget,
} from '../../../engine/index.ts';
import { type Caller, type Deps, QUERY_MS } from '../../deps.ts';
import { type OpenDashboard, openDashboard } from '../../domain/dashboards/open-dashboard.ts';
import { bounds } from '../../domain/paging.ts';
import { accessOf, casesAbout, fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { formOfRecord, type Scene } from '../../domain/records/form-use.ts';
import { isOpen } from '../../domain/records/open-fields.ts';
import { visibleWith } from '../../domain/records/visible.ts';
import { expectValid, forbidden, invalidAt, notFound } from '../../fault.ts';
import { sourceFor } from '../../reports/scope-of-source.ts';
import type { CaseRow, RecordRow, TaskRow } from '../../store/rows.ts';

const MOST_COLUMNS = 8;

/** The rows behind one mark of one widget: the same rows that its number was made of, by the same filter and rights. */
export async function drillDown(deps: Deps, caller: Caller, dataset: string, query: DrillQuery): Promise<DrillResult> {
  const opened = await openDashboard(deps, caller, query.dashboard);
  const { dashboard, scene, loaded, context } = opened;
  const widget = own(dashboard.widgets, query.widget);
  if (!widget) throw invalidAt('report/unknown-widget', '/widget', { widget: query.widget });
  if (widget.dataset.key !== dataset) throw notFound('dataset', dataset);
  const plans = expectValid(planWidget(dashboard, query.widget, query.filters, context));
  const behind = expectValid(drillFilter(dashboard, query.widget, query.mark, query.filters, context));

  const rowsOf = deps.store.tenant(caller.actor.tenant);
  const sources = await Promise.all(plans.map((plan) => sourceFor(scene, rowsOf, loaded, plan)));
  const open = sources.flatMap((source) => source ?? []);
  const [source] = open;
  if (!source || open.length < plans.length) throw forbidden('read', 'widget');
  const { repository } = source;
  const filter = allOf([...open.map(({ scope }) => scope), behind]);
  const { page, size } = bounds(query);
  const [total, rows] = await Promise.all([
    repository.count(filter, QUERY_MS),
    repository.find({ filter, sort: ['-id'], skip: (page - 1) * size, limit: size, limitMs: QUERY_MS }),
  ]);
  const { from } = widget.dataset;
  const shown =
    typeof from === 'object'
      ? await recordRows(opened, from.form, rows as unknown as RecordRow[])
      : { form: '', ...plainRows(opened, widget.dataset, rows as unknown as (CaseRow | TaskRow)[]) };
  return { ...shown, total, page };
}

type Shown = Pick<DrillResult, 'form' | 'columns' | 'items'>;

// Records are listed by the columns of the form's first view, as far as the reader may see them.
async function recordRows({ scene, loaded, context }: OpenDashboard, key: string, rows: RecordRow[]): Promise<Shown> {
  const { caller, around, deps } = scene;
  const form = own(loaded.pack.forms, key);
  if (!form) throw notFound('form', key);
  const [view] = Object.values(form.views);
  const paths = (view?.columns ?? [])
    .filter((path) => path === 'status' || isShown(form, scene, path))
    .slice(0, MOST_COLUMNS);
  const found = await Promise.all(rows.map(async (row) => ({ row, use: await formOfRecord(deps, row) })));
  const cases = await casesAbout(readerOf(scene), deps.store.tenant(caller.actor.tenant), found);
  const items = found.map(({ row, use }) => {
    const access = fieldsOn(readerOf(scene), { row, use, about: cases.get(row.case ?? '') });
    const seen = visibleWith(access, use, row.data, around, caller.locale);
    const cells = paths.map((path) =>
      path === 'status'
        ? localise(context.stateTitle(row.status, undefined) ?? row.status, caller.locale)
        : seen.textOf(path),
    );
    return { id: row.id, cells };
  });
  const columns = paths.map((path) => ({
    key: path,
    title: path === 'status' ? statusTitle : (own(form.fields, path.split('.')[0] ?? '')?.title ?? path),
  }));
  return { form: key, columns, items };
}

function isShown(form: Form, { caller }: Pick<Scene, 'caller'>, path: string): boolean {
  return own(form.fields, path.split('.')[0] ?? '') !== undefined && isOpen(accessOf(form, caller.actor), path);
}

const statusTitle = { en: 'Status', 'zh-CN': '状态' };

function plainRows({ context }: OpenDashboard, dataset: Dataset, rows: (CaseRow | TaskRow)[]): Omit<Shown, 'form'> {
  const fields = Object.values(dataset.fields).slice(0, MOST_COLUMNS);
  const text = (value: unknown) => {
    const plain = Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : '';
    return localise(
      context.organisation.person(plain)?.title ?? context.organisation.unit(plain)?.title ?? plain,
      context.locale,
    );
  };
  return {
    columns: fields.map(({ name, title }) => ({ key: name, title })),
    items: rows.map((row) => ({
      id: row.id,
      cells: fields.map(({ path }) => text((row as unknown as JsonObject)[path])),
    })),
  };
}
