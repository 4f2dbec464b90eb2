/** What is set cannot work; the message is a sentence for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is set to nothing counts as not set. */
export function read(environment: Environment, name: string): string | undefined {
  const text = environment[name];
  return text === '' ? undefined : text;
}

export function readWholeNumber(
  environment: Environment,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const text = read(environment, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < least || number > most) {
    throw new ConfigError(`${name} must be a whole number from ${least} to ${most}; it is '${text}'.`);
  }
  return number;
}

export function readYesOrNo(environment: Environment, name: string): boolean | undefined {
  const text = read(environment, name);
  if (text === undefined) return undefined;
  if (text !== 'yes' && text !== 'no') throw new ConfigError(`${name} must be yes or no; it is '${text}'.`);
  return text === 'yes';
}
