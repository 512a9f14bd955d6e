import { refused } from './errors.ts';

/** Whatever else the driver's own class can do or tell is refused by name (`Name.method()`, `Name.property`), not undefined. */
export function refuseOtherMembers(prototype: object, name: string, ...models: { prototype: object }[]): void {
  for (const model of models) {
    for (const member of Object.getOwnPropertyNames(model.prototype)) {
      const own = Object.getOwnPropertyDescriptor(model.prototype, member);
      if (member in prototype || member.startsWith('_')) continue;
      const refusal = (): never => {
        throw refused(typeof own?.value === 'function' ? `${name}.${member}()` : `${name}.${member}`);
      };
      if (typeof own?.value === 'function') Object.defineProperty(prototype, member, { value: refusal });
      else if (own?.get) Object.defineProperty(prototype, member, { get: refusal });
    }
  }
}
