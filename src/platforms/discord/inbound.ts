import { createAsk } from './ask.ts';
import { createDraw } from './draw.ts';
import { createForms } from './forms.ts';
import type { Inbound, InboundParts } from './inbound-parts.ts';
import { createInteractions } from './interactions.ts';
import { createMessages } from './messages.ts';
import { createRemarks } from './remarks.ts';
import { createReply } from './reply.ts';
import { createRights } from './rights.ts';
import { createSpeak } from './speak.ts';
import { createSpeakerOf } from './speaker.ts';
import { createWhere } from './where.ts';

export function createInbound(parts: InboundParts): Inbound {
  const { client, handlers, settings, log, sentences, hindrance, call, reference } = parts;
  const { id: botId, username: botName } = client.user;
  const where = createWhere({ call, log });
  const rights = createRights({ call, admins: settings.admins });
  const remarks = createRemarks({ call, userId: botId, log });
  const ask = createAsk({ answer: handlers.answer, rights, hindrance, remarks, zone: settings.zone, reference });
  const draw = createDraw({ sentences, log });
  const forms = createForms({ ask, where, rights, sentences });
  const speak = createSpeak({ call, draw, botName });
  const interactions = createInteractions({
    ask,
    speakerOf: createSpeakerOf({ where, rights }),
    reply: createReply({ draw, forms, patienceMs: parts.answerMs }),
    forms,
    speak,
    handlers,
    sentences,
    botId,
    log,
    reference,
  });
  const prefix = parts.readsMessages ? settings.prefix : null;
  const messages = createMessages({ ask, where, rights, hindrance, speak, tell: parts.tell, botId, prefix, log });

  const under = new Set<Promise<void>>();
  const followed = async (name: string, work: Promise<void>): Promise<void> => {
    const done = work.catch((error: unknown) => log.error('discord.way-in-failed', { name, error }));
    under.add(done);
    await done;
    under.delete(done);
  };

  return {
    interaction: (interaction) => followed('interaction', interactions(interaction)),
    message: (message) => followed('message', messages(message)),
    settled: async () => {
      await Promise.all(under);
    },
  };
}
