import { isDeepStrictEqual } from 'node:util';

/** The names of the fields in which the two are not alike. */
export function differingFields(one: object, other: object): string[] {
  const fields_of_other = new Map<string, unknown>(Object.entries(other));
  const names = new Set([...Object.keys(one), ...fields_of_other.keys()]);
  const fields_of_one = new Map<string, unknown>(Object.entries(one));
  return [...names].filter((name) => !isDeepStrictEqual(fields_of_one.get(name), fields_of_other.get(name)));
}
