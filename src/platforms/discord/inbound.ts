import { createAsk } from './ask.ts';
import type { Ask } from './ask.ts';
import { menuOf } from './commands-schema.ts';
import { createDraw } from './draw.ts';
import { createForms } from './forms.ts';
import type { Inbound, InboundParts } from './inbound-parts.ts';
import { createInteractions } from './interactions.ts';
import { createMessages } from './messages.ts';
import { createRemarks } from './remarks.ts';
import { inviteLink } from './permissions.ts';
import { createReply } from './reply.ts';
import { createSpeak } from './speak.ts';
import { createSpeakerOf } from './speaker.ts';
import { createTellThere } from './tell-there.ts';
import { createWhere } from './where.ts';

export function createInbound(parts: InboundParts): Inbound {
  const { client, handlers, settings, log, sentences, hindrance, call, rights, reference } = parts;
  const { id: botId, username: botName } = client.user;
  const where = createWhere({ call: parts.asking, log });
  const remarks = createRemarks({ call: parts.asking, userId: botId, botName, log });
  const justAsk = createAsk({
    answer: handlers.answer,
    rights,
    hindrance,
    remarks,
    zone: settings.zone,
    invite: inviteLink(client.application.id),
    menu: menuOf(handlers.commands),
    reference,
  });
  const draw = createDraw({ sentences, log });
  const speak = createSpeak({ call, draw });
  const tellThere = createTellThere({ asking: parts.asking, speak, log });
  const ask: Ask = async (text, speaker) => {
    const answered = await justAsk(text, speaker);
    if (answered.told !== undefined) {
      const { place, card } = answered.told;
      void followed('told', tellThere(place.thread ?? place.channel, card, `told:${reference()}`));
    }
    return answered;
  };
  const forms = createForms({ ask, where, rights, sentences });
  const interactions = createInteractions({
    ask,
    speakerOf: createSpeakerOf({ where, rights }),
    reply: createReply({ draw, forms, patienceMs: parts.answerMs }),
    forms,
    tellThere,
    handlers,
    sentences,
    botId,
    now: parts.now,
    log,
    reference,
    rest: parts.rest,
    backoff: parts.backoff,
  });
  const { prefix } = settings;
  const messages = createMessages({ ...parts, ask, where, speak, botId, prefix, hearsAll: parts.readsMessages });

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
