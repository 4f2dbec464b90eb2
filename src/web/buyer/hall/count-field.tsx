import { SEATS_PER_REQUEST } from './choice.ts';

const COUNTS = Array.from({ length: SEATS_PER_REQUEST }, (_, index) => index + 1);

interface CountFieldProps {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly onCount: (count: number) => void;
}

/** How many seats: as many as one request may ask for. */
export function CountField({ id, label, count, onCount }: CountFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={count} onInput={(event) => onCount(Number(event.currentTarget.value))}>
        {COUNTS.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </div>
  );
}
