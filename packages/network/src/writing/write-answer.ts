import type { Draft } from "./draft.ts";
import { type Heard, type Reading, read } from "./reading.ts";
import type { Skill } from "./skill.ts";
import { aboutMe } from "./skills/about-me.ts";
import { aboutTheHouse } from "./skills/about-the-house.ts";
import { arithmetic } from "./skills/arithmetic.ts";
import { chance } from "./skills/chance.ts";
import { coding } from "./skills/coding.ts";
import { comparing } from "./skills/comparing.ts";
import { dataForms } from "./skills/data-forms.ts";
import { dates } from "./skills/dates.ts";
import { explaining } from "./skills/explaining.ts";
import { feelings } from "./skills/feelings.ts";
import { followingUp } from "./skills/following-up.ts";
import { givenText } from "./skills/given-text.ts";
import { ideaLists } from "./skills/idea-lists.ts";
import { letters } from "./skills/letters.ts";
import { listening } from "./skills/listening.ts";
import { mending } from "./skills/mending.ts";
import { naming } from "./skills/naming.ts";
import { notKnowable } from "./skills/not-knowable.ts";
import { numberWork } from "./skills/number-work.ts";
import { phrasebook } from "./skills/phrasebook.ts";
import { planning } from "./skills/planning.ts";
import { schoolbook } from "./skills/schoolbook.ts";
import { smallTalk } from "./skills/small-talk.ts";
import { spelling } from "./skills/spelling.ts";
import { storytelling } from "./skills/storytelling.ts";
import { versing } from "./skills/verse.ts";
import { say, type VoiceName } from "./voices.ts";

/** What stands alone, the particular before the general. */
const skills: readonly Skill[] = [
  smallTalk,
  feelings,
  spelling,
  mending,
  dataForms,
  dates,
  numberWork,
  arithmetic,
  chance,
  phrasebook,
  aboutMe,
  aboutTheHouse,
  givenText,
  coding,
  versing,
  storytelling,
  letters,
  naming,
  schoolbook,
  notKnowable,
  comparing,
  ideaLists,
  planning,
  explaining,
];

const firstOf = (from: readonly Skill[], reading: Reading): Draft | null => {
  for (const skill of from) {
    const draft = skill(reading);
    if (draft) return draft;
  }
  return null;
};

const alone = (reading: Reading) => firstOf(skills, reading);

/** The whole answer, in markdown: the same for the same model, messages and seed. */
export function writeAnswer(heard: Heard & { readonly voice: VoiceName }): string {
  const reading = read(heard);
  const draft = firstOf([followingUp(alone)], reading) ?? alone(reading) ?? listening(reading);
  return say(draft, heard.voice, reading.dice);
}
