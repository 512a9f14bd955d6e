import { queryOptions } from '@tanstack/react-query';
import { type StructureValidator, toStructureValidator } from '../../../engine/index.ts';

/** The form's structure validator: code that the server compiled when the form was published, named by its content. */
export const structureQuery = (address: string) =>
  queryOptions({
    queryKey: ['structure', address],
    queryFn: async (): Promise<{ validate: StructureValidator }> => {
      const module = (await import(/* @vite-ignore */ address)) as { default: unknown };
      return { validate: toStructureValidator(module.default) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
