import { isUlid } from '../../ids.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import type { Broker } from '../broker.ts';
import { partitionSubject } from '../subjects.ts';
import { readHeaders, writeHeaders } from './headers.ts';
import type { Replies } from './replies.ts';
import type { Request } from './serving.ts';

const UNAVAILABLE_RETRY_S = 2;

export interface IngressOptions {
  readonly broker: Broker;
  readonly replies: Replies;
  readonly isOurs: (partition: number) => boolean;
  readonly isOwned: (partition: number) => boolean;
  readonly serve: (request: Request) => void;
}

/** Does for requests that the server did not map what the mapping does: each gets to the engine that owns its show. */
export function createIngress({ broker, replies, isOurs, isOwned, serve }: IngressOptions) {
  function refuse({ reply }: Request, body: Problem): void {
    replies.send(reply, { type: 'problem', status: body.status, body });
  }

  function passOn(request: Request): void {
    const { message, reply, show_id, verb } = request;
    const headers = readHeaders(message);
    if (headers === null) {
      refuse(request, problem('bad_request'));
      return;
    }
    const subject = partitionSubject(show_id, verb);
    broker.publish(subject, message.payload, { reply, headers: writeHeaders(headers) });
  }

  return (request: Request): void => {
    if (isOurs(request.partition) || !isUlid(request.show_id)) serve(request);
    else if (isOwned(request.partition)) passOn(request);
    // The server would tell us, and not whoever asked, that nobody listens there.
    else refuse(request, problem('unavailable', { retry_after_s: UNAVAILABLE_RETRY_S }));
  };
}
