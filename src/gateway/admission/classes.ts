/**
 * Rule 14: what is refused when there is too much to do, the first one first. A request without a class is never
 * refused: to pay, to release, to leave, and to ask how one's own booking or place stands.
 */
export const ADMISSION_CLASSES = ['listing', 'seat_map', 'reserve', 'join'] as const;

export type AdmissionClass = (typeof ADMISSION_CLASSES)[number];
