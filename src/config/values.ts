import { readFileSync } from 'node:fs';

/** What is set cannot work; the message is a sentence for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const HIGHEST_PORT = 65_535;

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

/** The message does not repeat the path: somebody may have set the secret itself where its file's path belongs. */
export function readFile(name: string, file: string): string {
  return readBytes(name, file).toString();
}

/** As `readFile` does, of a file that may be no text. */
export function readBytes(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError(`the file that ${name} names cannot be read (${code}).`);
  }
}

/** A shorter secret could be guessed by trying. */
const SHORTEST_SECRET = 16;

/** The message does not repeat the secret: it may be the right one with a slip in it. */
export function checkSecret(name: string, secret: string): string {
  if (secret.length < SHORTEST_SECRET || !/^[\x21-\x7e]+$/.test(secret)) {
    throw new ConfigError(
      `${name} must have at least ${SHORTEST_SECRET} characters, visible ASCII ones without spaces.`,
    );
  }
  return secret;
}

/** A secret that is set by a variable, or lies in the file that `…_FILE` names. */
export function readSecret(environment: Environment, name: string): string | undefined {
  const file_name = `${name}_FILE`;
  const secret = read(environment, name);
  const file = read(environment, file_name);
  if (secret !== undefined && file !== undefined) {
    throw new ConfigError(`${name} and ${file_name} exclude one another; both are set.`);
  }
  if (file !== undefined) return checkSecret(`what ${file_name} names`, readFile(file_name, file).trim());
  return secret === undefined ? undefined : checkSecret(name, secret);
}
