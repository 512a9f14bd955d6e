/** Hands a document to the person as a file of JSON. */
export function saveJson(name: string, document_: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(document_, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // A browser may read the file after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
