// Imported before anything else: nothing can add keys to the built-in prototypes any more, whatever a JSON document holds.
for (const builtIn of [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Date,
  RegExp,
  Map,
  Set,
  WeakMap,
  Promise,
  Error,
  Symbol,
  ArrayBuffer,
  Uint8Array,
]) {
  Object.preventExtensions(builtIn.prototype);
}
