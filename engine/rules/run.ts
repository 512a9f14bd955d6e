import { type Issue, issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { dateIn } from '../core/zones.ts';
import type { Environment } from './environment.ts';
import { ruleLimits } from './rule.ts';

/** One expression, compiled. Undefined is a missing value; JSON null never comes out. */
export type Evaluator = (run: Run) => Json | undefined;

/** What stops an evaluation. Not an Error: no stack is wanted, `evaluate` turns it into its issue. */
export class RuleFailure {
  readonly issue: Issue;
  constructor(found: Issue) {
    this.issue = found;
  }
}

/** One evaluation of one rule: what `var` reads now, and what has been spent. */
export class Run {
  /** What `var` reads: the root, or the row of the innermost list body. */
  here: Json | undefined;
  readonly environment: Environment;
  private steps: number;
  private cells = 0;
  private chars = 0;
  private day: string | undefined;

  /** `size` is what the rule costs without its list bodies' repetitions. */
  constructor(environment: Environment, size: number) {
    this.environment = environment;
    this.here = environment.data;
    this.steps = size;
  }

  today(): string {
    const day = this.day ?? dateIn(this.environment.zone, this.environment.now);
    this.day = day;
    return day;
  }

  /** Before a list body runs again, and for work that grows with the data. */
  spendSteps(count: number, at: JsonPointer): void {
    this.steps += count;
    if (this.steps > ruleLimits.run.steps) throw overBudget('rule/budget-steps', at, ruleLimits.run.steps);
  }

  /** For each element of a list that is walked or made. */
  spendCells(count: number, at: JsonPointer): void {
    this.cells += count;
    if (this.cells > ruleLimits.run.cells) throw overBudget('rule/budget-cells', at, ruleLimits.run.cells);
  }

  /** For each text that is made. Asked before the text is built where its length is known. */
  spendChars(count: number, at: JsonPointer): void {
    this.chars += count;
    if (this.chars > ruleLimits.run.chars) throw overBudget('rule/budget-chars', at, ruleLimits.run.chars);
  }
}

function overBudget(
  code: 'rule/budget-steps' | 'rule/budget-cells' | 'rule/budget-chars',
  at: JsonPointer,
  max: number,
) {
  return new RuleFailure(issue(code, at, { max }));
}
