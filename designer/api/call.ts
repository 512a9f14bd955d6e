import type { Requests } from '../../engine/index.ts';
import { type Method, type RequestOptions, request } from './request.ts';

export type RequestName = keyof Requests & string;
export type AnswerTo<K extends RequestName> = Requests[K]['answer'];

type ParamsIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
/** What a request needs: the parameters of its path and its body, exactly as `engine/wire` names them. */
export type CallOptions<K extends RequestName> = Omit<RequestOptions, 'method' | 'body'> &
  ([ParamsIn<K>] extends [never] ? unknown : { params: { [Name in ParamsIn<K>]: string } }) &
  (Requests[K] extends { body: infer Body } ? { body: Body } : unknown);

/** Sends one of the listed requests and gives its answer. Throws ProblemError. */
export function call<K extends RequestName>(name: K, options: CallOptions<K>): Promise<AnswerTo<K>> {
  const [method, path] = name.split(' ') as [Method, string];
  const { params = {}, ...rest } = options as RequestOptions & { params?: { [name: string]: string } };
  const filled = path.replace(/:([a-z]+)/g, (_whole, part: string) => encodeURIComponent(params[part] ?? ''));
  return request<AnswerTo<K>>(filled, { ...rest, method });
}
