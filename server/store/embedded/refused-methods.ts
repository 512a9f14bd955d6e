import mongoose from 'mongoose';
import { refused } from './errors.ts';

/** Whatever else the driver's Collection can do is refused by name instead of being undefined. */
export function refuseOtherMethods(prototype: object): void {
  for (const name of Object.getOwnPropertyNames(mongoose.mongo.Collection.prototype)) {
    const own = Object.getOwnPropertyDescriptor(mongoose.mongo.Collection.prototype, name);
    if (name in prototype || typeof own?.value !== 'function') continue;
    Object.defineProperty(prototype, name, {
      value: () => {
        throw refused(`Collection.${name}()`);
      },
    });
  }
}
