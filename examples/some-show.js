import { openHttpClient } from 'boxoffice/client';

/**
 * The show that the command line names, or else one that is to come: what is on is asked for over HTTP, also by those who
 * buy over NATS.
 */
export async function someShow() {
  const [, , show_id] = process.argv;
  if (show_id !== undefined) return show_id;
  const client = openHttpClient({ url: process.env.BOXOFFICE_URL ?? 'http://127.0.0.1:8080' });
  const { results } = await client.search({ result_per_page: 30 });
  await client.close();
  const show = results.find(({ seats }) => seats.some(({ status }) => status === 'available'));
  if (show === undefined) throw new Error('no show with free seats is to come');
  console.log(`${show.title}, ${show.start_time}, ${show.cinema.name}, ${show.cinema.city}`);
  return show.show_id;
}
