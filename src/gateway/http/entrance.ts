import type { RequestListener } from 'node:http';
import type { Admission } from '../admission/contract.ts';
import type { App } from './app.ts';
import { answerOverloaded } from './overloaded.ts';
import { createRequestClasses } from './request-classes.ts';

/** Where requests come in: nothing is done for them before admission has let them in. */
export interface Entrance {
  /** Takes the requests, for the one who serves them. */
  before(handle: RequestListener): RequestListener;
  /** Learns the classes of requests from the routes that are registered after this. */
  classify(app: App): void;
}

export function createEntrance(admission: Admission): Entrance {
  const classes = createRequestClasses();
  return {
    before: (handle) => (request, response) => {
      const known = classes.of(request.method ?? '', request.url ?? '');
      if (known === null || admission.hasRoom(known.admission_class)) handle(request, response);
      else {
        // Not spread: with more behind it, each of these would have a hidden class of its own.
        admission.enter({
          admission_class: known.admission_class,
          about: known.about,
          // Of requests that came one after the other on one connection, only the first has its response there already.
          isGone: () => request.destroyed || response.destroyed,
          serve: () => handle(request, response),
          refuse: (retry_after_s) => answerOverloaded(response, retry_after_s),
        });
      }
    },
    classify: (app) => classes.learn(app),
  };
}
