/** What the designer of a kind gets: the definition's key, and how to turn to its JSON for what only that can show. */
export type DesignerProps = { definitionKey: string; showJson(): void };
