import type { CalendarData } from "#shared/domain/calendar/calendar-data.ts";
import type { OpeningHours } from "#shared/domain/calendar/working-hours.ts";
import type { PhraseRules, SecondReading } from "#shared/domain/reply-gate/phrase-rules.ts";
import type {
  ConductRules,
  Department,
  Office,
  OutsideBody,
  PackEdition,
  Place,
  Rank,
  RulePack,
  Service,
  StageLimit,
} from "#shared/domain/rule-pack-types.ts";
import type { Sourced } from "#shared/domain/sourced.ts";
import calendarJson from "./calendar.json" with { type: "json" };
import conductJson from "./conduct.json" with { type: "json" };
import departmentsJson from "./departments.json" with { type: "json" };
import hoursJson from "./hours.json" with { type: "json" };
import limitsJson from "./limits.json" with { type: "json" };
import officesJson from "./offices.json" with { type: "json" };
import outsideBodiesJson from "./outside-bodies.json" with { type: "json" };
import packJson from "./pack.json" with { type: "json" };
import phrasesJson from "./phrases.json" with { type: "json" };
import placesJson from "./places.json" with { type: "json" };
import ranksJson from "./ranks.json" with { type: "json" };
import secondReadingJson from "./second-reading.json" with { type: "json" };
import servicesJson from "./services.json" with { type: "json" };

// The files are validated by the contract when the project is built and tested; at run time they are taken at their word,
// so that a cold start pays nothing. Each part is exported on its own: a function that needs one doesn't carry the others.

/** The edition of the rules and its settings. */
export const edition = packJson as PackEdition;

/** The national and regional calendar. */
export const calendarData = calendarJson as CalendarData;

/** Opening hours, named by the offices that keep them. */
export const hours = hoursJson as unknown as readonly (OpeningHours & Sourced)[];

/** The service catalogue (SC-2). */
export const services = servicesJson as readonly Service[];

/** The limit of every stage (SC-5). */
export const limits = limitsJson as readonly StageLimit[];

/** The ranks, highest first (FIR-3). */
export const ranks = ranksJson as readonly Rank[];

/** The departments of the centre. */
export const departments = departmentsJson as readonly Department[];

/** The centre and its county branches (FIR-2). */
export const offices = officesJson as readonly Office[];

/** The places of the prefecture. */
const places = placesJson as readonly Place[];

/** Where a citizen is introduced to when the matter isn't the centre's (FIR-5.5). */
const outsideBodies = outsideBodiesJson as readonly OutsideBody[];

/** Categories of conduct and the measures of FIR-10. */
export const conduct = conductJson as ConductRules;

/** What may not be said to a citizen and what is said instead (FIR-6, SC-4, SC-8). */
const phrases = phrasesJson as PhraseRules;

/** By what a reply is read a second time (FIR-6, SC-4). */
const secondReading = secondReadingJson as SecondReading;

/** The whole pack. */
export const rulePack: RulePack = {
  edition,
  calendar: calendarData,
  hours,
  services,
  limits,
  ranks,
  departments,
  offices,
  places,
  outsideBodies,
  conduct,
  phrases,
  secondReading,
};
