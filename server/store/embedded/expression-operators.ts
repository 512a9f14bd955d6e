// The operators of the aggregation language. A new one is one line in the list of its kind.
import { arithmeticOperators } from './expression-arithmetic.ts';
import { arrayOperators } from './expression-arrays.ts';
import { dateOperators } from './expression-dates.ts';
import { fieldOperators } from './expression-fields.ts';
import { logicOperators } from './expression-logic.ts';
import { stringOperators } from './expression-strings.ts';
import { typeOperators } from './expression-types.ts';
import type { BuildExpression } from './expression-value.ts';

export const expressionOperators: Record<string, BuildExpression> = {
  ...logicOperators,
  ...fieldOperators,
  ...arithmeticOperators,
  ...stringOperators,
  ...arrayOperators,
  ...dateOperators,
  ...typeOperators,
};
