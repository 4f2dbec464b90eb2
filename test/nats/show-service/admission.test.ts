import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createAdmission } from '../../../src/gateway/admission/admission.ts';
import { at, openStage, valueAt } from './stage.ts';

const admission = suite('admission over NATS');

admission(
  'shows that do not answer: reserving is refused, then joining; never what one has, nor a map',
  async () => {
    let pending = 0;
    const stage = await openStage({
      service: { admission: createAdmission({ countPending: () => pending }) },
    });
    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    const booking_id = at(await visitor.ask(show_id, 'reserve', { count: 2 }), 'booking', 'booking_id');
    const bodies: Record<string, object> = {
      seats: {},
      reserve: { count: 1 },
      change: { booking_id, seats: ['A-1'] },
      wait: { count: 1 },
      booking: { booking_id },
      waiting: { waiting_id: booking_id },
      leave: { waiting_id: booking_id },
      cancel: { booking_id },
      release: { booking_id },
      pay: { booking_id, payment_token: 'tok_declined' },
    };
    const refusedAt = async (now_pending: number): Promise<string[]> => {
      pending = now_pending;
      const refused = [];
      for (const [verb, body] of Object.entries(bodies)) {
        const answer = await stage.visitor().ask(show_id, verb, body);
        if (valueAt(answer, 'code') !== 'overloaded') continue;
        refused.push(verb);
        const retry_after_s = valueAt(answer, 'retry_after_s');
        assert.ok(typeof retry_after_s === 'number' && retry_after_s >= 1 && retry_after_s <= 10);
      }
      return refused;
    };
    assert.equal(await refusedAt(499), []);
    assert.equal(await refusedAt(500), ['reserve', 'change']);
    assert.equal(await refusedAt(1_000_000), ['reserve', 'change', 'wait']);
    assert.equal(await refusedAt(0), []);
    await stage.close();
  },
);

admission.run();
