import Type from 'typebox';

/** What the sandbox's routes take. */

const CLOSED = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1, maxLength: 200 });
const Amount = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
const KeyHeader = Type.Object({ 'idempotency-key': Text });
const IdPath = Type.Object({ id: Text });

export const MakeSchema = {
  headers: KeyHeader,
  body: Type.Object(
    {
      amount: Amount,
      currency: Type.String({ pattern: '^[A-Z]{3}$' }),
      payment_token: Text,
      capture: Type.Boolean(),
      metadata: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 }), {
        maxProperties: 20,
      }),
    },
    CLOSED,
  ),
};
export const LookUpSchema = { querystring: Type.Object({ idempotency_key: Text }, CLOSED) };
export const FindSchema = { params: IdPath };
export const CaptureSchema = { params: IdPath };
export const RefundSchema = {
  params: IdPath,
  headers: KeyHeader,
  body: Type.Object({ amount: Amount }, CLOSED),
};
