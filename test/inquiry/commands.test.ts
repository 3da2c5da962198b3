import { expect, test } from "vitest";
import { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { staffCommands } from "#shared/domain/inquiry/commands.ts";

test("every command of the life cycle has its contract, and the reverse", () => {
  const contracts = StaffCommandRequest.options.map((option) => option.shape.type.value);
  expect([...contracts].sort()).toEqual(Object.keys(staffCommands).sort());
});
