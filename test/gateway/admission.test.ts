import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMISSION_CLASSES, type AdmissionClass } from '../../src/gateway/admission/classes.ts';
import { countOf, openScene } from './admission-scene.ts';

const admission = suite('admission');

admission('what can be served is served, and nobody is refused', () => {
  const { run, empty, takeTold } = openScene();
  run(2_000, { listing: 4_000, seat_map: 2_000, reserve: 1_500, join: 1_000 });
  empty();
  const { served, refused } = takeTold();
  assert.is(refused.length, 0);
  assert.ok(served.length >= 17_000, `${served.length} were served`);
});

admission('a crowd that comes all at once is borne, if it is over soon', () => {
  const { loop, ask, empty, takeTold } = openScene();
  loop.turn(() => {
    for (let number = 0; number < 400; number += 1) ask('reserve', loop.now());
  });
  empty();
  const { served, refused } = takeTold();
  assert.equal([served.length, refused.length], [400, 0]);
});

admission('a few dozen at once are served, however slow the machine is', () => {
  const { loop, ask, empty, takeTold } = openScene({ serving_ms: 50 });
  loop.turn(() => {
    for (let number = 0; number < 15; number += 1) {
      for (const admission_class of ADMISSION_CLASSES) ask(admission_class, loop.now());
    }
  });
  empty();
  const { served, refused } = takeTold();
  assert.equal([served.length, refused.length], [60, 0]);
});

// Each pause counts as 10 ms of the 40 that are borne.
admission('nobody is refused for a pause in which the process could serve nobody', () => {
  const { loop, ask, empty, takeTold } = openScene();
  loop.turn(() => {
    for (let number = 0; number < 150; number += 1) ask('listing', loop.now());
  });
  for (let pauses = 0; pauses < 2; pauses += 1) {
    loop.turn();
    loop.work(200);
  }
  empty();
  const { served, refused } = takeTold();
  assert.equal([served.length, refused.length], [150, 0]);
});

admission('listings are refused first, then maps, then reserving, then joining', () => {
  const { run, takeTold } = openScene();
  const even = { listing: 3_000, seat_map: 3_000, reserve: 3_000, join: 3_000 };
  const refusedAt = (times: number): AdmissionClass[] => {
    const rates = Object.fromEntries(Object.entries(even).map(([name, rate]) => [name, rate * times]));
    run(500, rates);
    takeTold();
    run(2_000, rates);
    const { served, refused } = takeTold();
    // While a class is refused, nobody of a lower one is served, but for a few who came in an idle moment.
    for (const [index, admission_class] of ADMISSION_CLASSES.entries()) {
      if (countOf(refused, admission_class) === 0) continue;
      for (const lower of ADMISSION_CLASSES.slice(0, index)) {
        const few = countOf(refused, lower) / 100;
        assert.ok(
          countOf(served, lower) < few,
          `${lower} while ${admission_class} is refused, at ${times} times as many`,
        );
      }
    }
    return ADMISSION_CLASSES.filter((admission_class) => countOf(refused, admission_class) > 0);
  };
  assert.equal(refusedAt(0.5), []);
  assert.equal(refusedAt(1), ['listing']);
  assert.equal(refusedAt(1.4), ['listing', 'seat_map']);
  // At more than that, to refuse the others leaves too little time for all who join.
  assert.equal(refusedAt(2), ['listing', 'seat_map', 'reserve']);
  assert.equal(refusedAt(6), ['listing', 'seat_map', 'reserve', 'join']);
});

admission('at twice what can be served, most of what can be is, at once, and the rest is told soon', () => {
  const { run, takeTold } = openScene();
  const rates = { listing: 10_000, reserve: 10_000 };
  run(500, rates);
  takeTold();
  run(2_000, rates);
  const { served, refused } = takeTold();
  // To refuse as many takes a tenth of the time, and to look at the network in each short turn a twentieth.
  assert.ok(served.length >= 0.84 * 20_000, `${served.length} of 20,000`);
  assert.ok(
    served.every(({ waited_ms }) => waited_ms < 12),
    'who is served has not waited for long',
  );
  assert.ok(
    refused.every(({ waited_ms }) => waited_ms < 12),
    'nor has who is refused',
  );
});

admission('there is no ebb and flow: each tenth of a second serves about as many as every other', () => {
  const { run, takeTold } = openScene();
  const rates = { listing: 20_000 };
  run(500, rates);
  takeTold();
  const counts = Array.from({ length: 30 }, () => {
    run(100, rates);
    return takeTold().served.length;
  });
  assert.ok(Math.min(...counts) >= 0.9 * Math.max(...counts), counts.join(' '));
});

admission('a few who ask again and again are all served, however slow the machine is', () => {
  for (const serving_ms of [0.5, 2, 10]) {
    const { loop, ask, takeTold } = openScene({ serving_ms });
    let answered = 50;
    while (loop.now() < 3_000) {
      loop.turn(() => {
        for (; answered > 0; answered -= 1) ask('reserve', loop.now());
      });
      const { served, refused } = takeTold();
      assert.is(refused.length, 0);
      answered = served.length;
    }
  }
});

admission(
  'a crowd that comes after a long quiet time, when the shows hold others back, is told as soon as ever',
  () => {
    const waitsAfter = (quiet_ms: number): number => {
      let pending = 0;
      const { loop, run, ask, takeTold } = openScene({ countPending: () => pending });
      run(100, { listing: 100 });
      loop.rest(quiet_ms);
      pending = 600;
      loop.turn(() => ask('reserve', loop.now()));
      pending = 400;
      takeTold();
      run(2_000, { listing: 15_000 });
      const { served, refused } = takeTold();
      assert.ok(refused.length > 5_000, `${refused.length} refused`);
      return [...served, ...refused].reduce((longest, { waited_ms }) => Math.max(longest, waited_ms), 0);
    };
    assert.ok(waitsAfter(0) < 60, `${waitsAfter(0)} ms`);
    assert.ok(waitsAfter(600_000) < 60, `${waitsAfter(600_000)} ms`);
  },
);

admission('when too many come no more, nobody is refused any more', () => {
  const { run, takeTold } = openScene();
  run(3_000, { listing: 30_000, join: 15_000 });
  run(50, { listing: 1_000, join: 1_000 });
  takeTold();
  run(1_000, { listing: 1_000, join: 1_000 });
  assert.is(takeTold().refused.length, 0);
});

admission('after too many have come a crowd is borne again once there was nothing to do for a moment', () => {
  const refusedAfter = (rest_ms: number): number => {
    const { loop, run, ask, empty, takeTold } = openScene();
    run(1_000, { listing: 30_000 });
    empty();
    takeTold();
    loop.rest(rest_ms);
    loop.turn(() => {
      for (let number = 0; number < 300; number += 1) ask('listing', loop.now());
    });
    empty();
    return takeTold().refused.length;
  };
  assert.ok(refusedAfter(0) > 0);
  // As long as there is now and then between those of whom half are refused.
  assert.ok(refusedAfter(10) > 0);
  assert.is(refusedAfter(25), 0);
});

admission(
  'on a slow machine a few dozen wait for as long as it takes, but not where a crowd is known',
  () => {
    const longestWaitOfReserve = (listings_before: number): number => {
      const { loop, ask, empty, takeTold } = openScene({ serving_ms: 2 });
      loop.turn(() => {
        for (let number = 0; number < listings_before; number += 1) ask('listing', loop.now());
      });
      empty();
      assert.is(takeTold().refused.length > 0, listings_before > 0);
      loop.turn(() => {
        for (let number = 0; number < 60; number += 1) ask('reserve', loop.now());
      });
      empty();
      const { served, refused } = takeTold();
      assert.is(refused.length > 0, listings_before > 0);
      return Math.max(...[...served, ...refused].map(({ waited_ms }) => waited_ms));
    };
    assert.ok(longestWaitOfReserve(0) >= 100);
    assert.ok(longestWaitOfReserve(400) <= 45);
  },
);

admission("one show's crowd holds up nobody of another show", () => {
  const { loop, ask, takeTold } = openScene();
  const begun_at = loop.now();
  let quiet = 0;
  for (let hot = 0; loop.now() < begun_at + 2_000; ) {
    loop.turn(() => {
      for (; hot / 20 <= loop.now() - begun_at; hot += 1) ask('reserve', loop.now(), 'hot');
      for (; quiet * 20 <= loop.now() - begun_at; quiet += 1) ask('reserve', loop.now(), 'quiet');
    });
  }
  const { served, refused } = takeTold();
  assert.ok(refused.length > 0);
  assert.not.ok(refused.some(({ about }) => about === 'quiet'));
  const waits = served.filter(({ about }) => about === 'quiet').map(({ waited_ms }) => waited_ms);
  assert.is(waits.length, quiet);
  assert.ok(Math.max(...waits) < 3, `one waited for ${Math.max(...waits)} ms`);
});

admission(
  'what asks the shows waits while they have too much before them, and is refused when that lasts',
  () => {
    let pending = 0;
    const { run, takeTold } = openScene({ countPending: () => pending });
    const rates = { listing: 1_000, seat_map: 1_000, reserve: 1_000, join: 1_000 };
    const refusedAt = (now_pending: number): AdmissionClass[] => {
      pending = now_pending;
      run(600, rates);
      takeTold();
      run(200, rates);
      const { refused } = takeTold();
      return ADMISSION_CLASSES.filter((admission_class) => countOf(refused, admission_class) > 0);
    };
    assert.equal(refusedAt(499), []);
    assert.equal(refusedAt(500), ['reserve']);
    assert.equal(refusedAt(1_000), ['reserve', 'join']);
    assert.equal(refusedAt(0), []);
  },
);

admission('that the shows hold others back is no sign of a crowd to those whom they do not', () => {
  let pending = 600;
  const { loop, run, ask, empty, takeTold } = openScene({ countPending: () => pending, serving_ms: 2 });
  run(200, { reserve: 500 });
  assert.ok(countOf(takeTold().refused, 'reserve') > 0);
  loop.turn(() => {
    for (let number = 0; number < 60; number += 1) ask('join', loop.now());
    // Or nobody would hold anybody back any more.
    ask('reserve', loop.now());
  });
  for (let turns = 0; turns < 60; turns += 1) loop.turn();
  pending = 0;
  empty();
  const { served, refused } = takeTold();
  assert.equal([countOf(served, 'join'), countOf(refused, 'join')], [60, 0]);
});

admission('whoever is gone is neither served nor refused', () => {
  const { loop, ask, empty, admission: door, takeTold } = openScene();
  let is_gone = false;
  loop.turn(() => {
    for (let number = 0; number < 100; number += 1) ask('reserve', loop.now(), '', () => is_gone);
    is_gone = true;
  });
  empty();
  const { served, refused } = takeTold();
  assert.is(refused.length, 0);
  assert.is(served.length + door.figures().gone_total, 100);
  assert.ok(door.figures().gone_total >= 75);
});

admission('the more are sent away, the longer they are to stay away, and not all for as long', () => {
  const { run, takeTold } = openScene();
  const longestAt = (per_second: number): number => {
    run(10_000, { listing: per_second });
    return takeTold().refused.reduce((longest, { retry_after_s }) => Math.max(longest, retry_after_s), 0);
  };
  const [little, much] = [longestAt(11_000), longestAt(40_000)];
  assert.ok(little >= 1 && little < much && much <= 10, `${little} s, ${much} s`);
});

admission(
  'the first to be sent away after a long time are not sent for longer than it takes to serve them',
  () => {
    const { loop, run, ask, empty, takeTold } = openScene();
    run(20_000, { listing: 2_000 });
    loop.turn(() => {
      for (let number = 0; number < 1_500; number += 1) ask('listing', loop.now());
    });
    empty();
    const { refused } = takeTold();
    assert.ok(refused.length > 0);
    const longest = refused.reduce((most, { retry_after_s }) => Math.max(most, retry_after_s), 0);
    assert.ok(longest <= 2, `${longest} s`);
  },
);

admission('at the end all who wait are served, and whoever comes later too', () => {
  const { loop, ask, admission: door, takeTold } = openScene({ countPending: () => 1_000_000 });
  for (let number = 0; number < 10; number += 1) ask('join', loop.now());
  ask('join', loop.now(), '', () => true);
  assert.is(takeTold().served.length, 0);
  door.close();
  ask('join', loop.now());
  assert.is(takeTold().served.length, 11);
  assert.is(door.figures().gone_total, 1);
});

admission.run();
