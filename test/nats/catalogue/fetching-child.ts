import { openMember, until } from './member.ts';

/** A process with a folder of its own that fetches the catalogue, to be killed while it does. */

const [url, folder] = process.argv.slice(2);
if (url === undefined || folder === undefined) throw new Error('fetching-child URL FOLDER');
const member = openMember({ url, folder });
await until('it is offered', () => member.log.told('info', 'fetching').length > 0);
process.stdout.write('fetching');
await member.sharing.filled;
