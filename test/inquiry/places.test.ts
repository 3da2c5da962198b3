import { beforeEach, describe, expect, test } from "vitest";
import { giveUp, withSlot } from "#shared/cases/slots.ts";
import type { Inquiry } from "#shared/domain/inquiry/inquiry.ts";
import { isRefusal, refuse } from "#shared/domain/refusal.ts";
import type { BookableSlot } from "#shared/domain/slot.ts";

const NOW = "2026-11-24T11:00:00.000Z";
const CASE = "Q2345-67892";

/** Two times of one place each, and a case that is booked on one of them or on none; runs over it can be put into one another. */
const stored = () => {
  const slots = new Map(
    ["morning", "afternoon"].map((id) => [id, { id, capacity: 1, places: [], version: 1 } as unknown as BookableSlot]),
  );
  let booked: string | undefined;
  const inquiry = () => {
    const appointment = booked && { slotId: booked, state: "booked" };
    return { number: CASE, appointment } as unknown as Inquiry;
  };
  const booking = {
    slots: {
      find: async (id: string) => slots.get(id),
      save: async (slot: BookableSlot) => {
        if (slots.get(slot.id)?.version !== slot.version) return "stale" as const;
        slots.set(slot.id, { ...slot, version: slot.version + 1 });
        return "saved" as const;
      },
    },
    inquiries: { find: async () => ({ inquiry: inquiry() }) as never },
  };
  const book = (id: string, take: () => Promise<unknown>) => withSlot(id, inquiry(), NOW, booking, take);
  return {
    booking,
    book,
    take: (id: string) => async () => {
      booked = id;
      return "taken";
    },
    places: (id: string) => slots.get(id)?.places.map(({ number, confirmed }) => ({ number, confirmed })),
    another: (id: string) =>
      withSlot(id, { number: "Q9999-99999" } as unknown as Inquiry, NOW, booking, async () => "taken"),
  };
};

let world: ReturnType<typeof stored>;
beforeEach(() => {
  world = stored();
});

const held = [{ number: CASE, confirmed: true }];
const overtaken = async () => refuse("stale");

describe("a place in a time that two runs take for the same case at once (FIR-5.1)", () => {
  test("stays the case's when the second run comes too late to change it", async () => {
    await world.book("morning", async () => {
      await world.book("morning", async () => {
        await world.take("morning")();
        return refuse("stale");
      });
      return "taken";
    });
    expect(world.places("morning")).toEqual(held);
    expect(isRefusal(await world.another("morning"))).toBe(true);
  });

  test("stays the case's when the second run is refused before the first has changed it", async () => {
    await world.book("morning", async () => {
      await world.book("morning", overtaken);
      return world.take("morning")();
    });
    expect(world.places("morning")).toEqual(held);
  });

  test("stays the case's when it was the second run that changed it", async () => {
    await world.book("morning", async () => {
      await world.book("morning", world.take("morning"));
      return refuse("stale");
    });
    expect(world.places("morning")).toEqual(held);
  });

  test("stays the case's when it has come back while another run was leaving", async () => {
    await world.book("morning", world.take("morning"));
    await world.book("afternoon", async () => {
      const taken = await world.take("afternoon")();
      await world.book("morning", world.take("morning"));
      return taken;
    });
    expect(world.places("morning")).toEqual(held);
  });

  test("is free again when the run that held it was refused or the case has left it, and not before", async () => {
    await world.book("morning", overtaken);
    expect(world.places("morning")).toEqual([]);
    await world.book("morning", world.take("morning"));
    await world.book("afternoon", world.take("afternoon"));
    expect(world.places("morning")).toEqual([]);
    await giveUp("afternoon", CASE, world.booking);
    expect(world.places("afternoon")).toEqual(held);
  });
});
