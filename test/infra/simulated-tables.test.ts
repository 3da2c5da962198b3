import { expect, test } from "vitest";
import { synthesise } from "#test/infra/synthesised.ts";
import { shapes } from "#test/simulation/tables.ts";

interface Keys {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
}

interface TableProperties extends Keys {
  readonly GlobalSecondaryIndexes?: readonly (Keys & {
    readonly IndexName: string;
    readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
  })[];
}

const { ofType } = synthesise({ region: "cn-north-1" });

const namesOf = ({ KeySchema }: Keys): readonly string[] => KeySchema.map(({ AttributeName }) => AttributeName);

// What a simulated index shows and a deployed one does not would make a reader look right who is wrong.
test.each(Object.entries(shapes))("the simulated table %s has the keys and indexes of the template", (name, shape) => {
  const table = ofType<TableProperties>("AWS::DynamoDB::Table").find(({ id }) => id.toLowerCase().startsWith(name));
  const { GlobalSecondaryIndexes = [], ...own } = table?.properties ?? { KeySchema: [] };
  expect(shape.key).toEqual(namesOf(own));
  const deployed = Object.fromEntries(
    GlobalSecondaryIndexes.map((index) => [
      index.IndexName,
      [...namesOf(index), ...(index.Projection.NonKeyAttributes ?? [])],
    ]),
  );
  for (const [index, keys] of Object.entries(shape.indexes)) expect([index, keys]).toEqual([index, deployed[index]]);
});
