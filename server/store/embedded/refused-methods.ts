import { refused } from './errors.ts';

/** Whatever else the driver's own class can do is refused by name (as `Name.method()`) instead of being undefined. */
export function refuseOtherMethods(prototype: object, name: string, ...models: { prototype: object }[]): void {
  for (const model of models) {
    for (const method of Object.getOwnPropertyNames(model.prototype)) {
      const own = Object.getOwnPropertyDescriptor(model.prototype, method);
      if (method in prototype || method.startsWith('_') || typeof own?.value !== 'function') continue;
      Object.defineProperty(prototype, method, {
        value: () => {
          throw refused(`${name}.${method}()`);
        },
      });
    }
  }
}
