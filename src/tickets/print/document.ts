import PdfDocument from 'pdfkit';
import { darkRuns, qrCode } from '../qr/code.ts';
import { groupedId } from '../ticket.ts';
import { fittingSize, writeText } from './lines.ts';
import { type Pen, penFor } from './pen.ts';

/** What stands on a printed ticket, as people read it. */
export interface PrintedTicket {
  /** Null where the show's programme is not known any more. */
  readonly show: PrintedShow | null;
  readonly row: string;
  readonly number: number;
  readonly seat_type: string;
  readonly price: string;
  readonly booking_id: string;
  readonly ticket_id: string;
  readonly token: string;
}

export interface PrintedShow {
  readonly title: string;
  /** In the cinema's time zone. */
  readonly starts: string;
  readonly cinema: string;
  readonly address: string | null;
  readonly hall: string;
}

/** A6: a quarter of a sheet, or a telephone's screen. In points. */
const PAGE = { width: 297.64, height: 419.53, margin: 22 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const TITLE_SIZES = [19, 16, 13, 11] as const;
const QR_SIZE = 172;
const QR_TOP = 198;

/** The tickets of one booking as a PDF, a page each. Its texts are texts: they can be searched, copied and read out. */
export async function printTickets(tickets: readonly PrintedTicket[]): Promise<Buffer> {
  const [first] = tickets;
  const document = new PdfDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    info: { Title: `Tickets: ${first?.show?.title ?? first?.booking_id ?? ''}`, Creator: 'boxoffice' },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  const pen = penFor(document);
  for (const ticket of tickets) {
    document.addPage();
    printTicket(pen, ticket);
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function printTicket(pen: Pen, ticket: PrintedTicket): void {
  const { show, row, number, seat_type, price, booking_id, ticket_id, token } = ticket;
  let y: number = PAGE.margin;
  const write = (text: string, size: number, font: 'regular' | 'bold' = 'regular', lines_most = 1): void => {
    y = writeText(pen, text, PAGE.margin, y, { font, size, width: WIDTH, lines_most });
  };
  if (show !== null) {
    const style = { font: 'bold', size: 0, width: WIDTH, lines_most: 3 } as const;
    write(show.title, fittingSize(pen, show.title, TITLE_SIZES, style), 'bold', style.lines_most);
    y += 4;
    write(show.starts, 10, 'bold');
    write(`${show.cinema}, ${show.hall}`, 10, 'regular', 2);
    if (show.address !== null) write(show.address, 8);
  }
  y = Math.max(y + 6, QR_TOP - 40);
  write(`Row ${row}   Seat ${number}`, 17, 'bold');
  write(`${seat_type}, ${price}`, 9);
  drawCode(pen, token, (PAGE.width - QR_SIZE) / 2, QR_TOP);
  y = QR_TOP + QR_SIZE;
  write(groupedId(ticket_id), 9);
  write('Show this code at the door. It lets one person in, once.', 7);
  write(`Booking ${booking_id}`, 5.5);
}

/** Its own light border is of the size, so it needs no other. */
function drawCode({ document }: Pen, token: string, left: number, top: number): void {
  const code = qrCode(token);
  const side = QR_SIZE / code.length;
  for (const { x, y, width } of darkRuns(code)) {
    document.rect(left + x * side, top + y * side, width * side, side);
  }
  document.fill('#000');
}
