import { describe, expect, test } from "vitest";
import { type References, resolver, type Template } from "#infra/local/template.ts";

const template: Template = {
  Parameters: { Colour: { Default: "red" }, Secret: {} },
  Mappings: { Sizes: { small: { width: 3 } } },
  Conditions: {
    IsRed: { "Fn::Equals": [{ Ref: "Colour" }, "red"] },
    IsBlue: { "Fn::Equals": [{ Ref: "Colour" }, "blue"] },
    Either: { "Fn::Or": [{ Condition: "IsRed" }, { Condition: "IsBlue" }] },
    Both: { "Fn::And": [{ Condition: "IsRed" }, { Condition: "IsBlue" }] },
    NotBlue: { "Fn::Not": [{ Condition: "IsBlue" }] },
  },
  Resources: {},
};

const references: References = {
  stackName: "Stack",
  region: "cn-northwest-1",
  accountId: "123456789012",
  partition: "aws-cn",
  ref: (logicalId) => `ref-of-${logicalId}`,
  attribute: (logicalId, attribute) => `${attribute}-of-${logicalId}`,
  importValue: (name) => ({ Other: "imported" })[name],
};

/** Writes `<Name>` as the placeholder of Fn::Sub. */
const substitute = (text: string) => text.replaceAll("<", "\u0024{").replaceAll(">", "}");

const resolve = resolver(template, references);

describe("the template resolves", () => {
  test.each<[string, unknown, unknown]>([
    ["plain values", [1, "two", { three: null }], [1, "two", { three: null }]],
    ["a reference to a resource", { Ref: "Queue" }, "ref-of-Queue"],
    ["a parameter", { Ref: "Colour" }, "red"],
    ["a pseudo parameter", { Ref: "AWS::Partition" }, "aws-cn"],
    ["the suffix of the partition", { Ref: "AWS::URLSuffix" }, "amazonaws.com.cn"],
    ["an attribute as a list", { "Fn::GetAtt": ["Queue", "Arn"] }, "Arn-of-Queue"],
    ["an attribute as text", { "Fn::GetAtt": "Table.Stream.Arn" }, "Stream.Arn-of-Table"],
    [
      "a substitution",
      { "Fn::Sub": substitute("<AWS::Region>/<Queue>/<Queue.Arn>/<!Literal>") },
      substitute("cn-northwest-1/ref-of-Queue/Arn-of-Queue/<Literal>"),
    ],
    [
      "a substitution with its own values",
      { "Fn::Sub": [substitute("<Here>-<Colour>"), { Here: { Ref: "X" } }] },
      "ref-of-X-red",
    ],
    ["a join of a split", { "Fn::Join": ["+", { "Fn::Split": [":", "a:b:c"] }] }, "a+b+c"],
    ["a selection", { "Fn::Select": ["1", ["a", { Ref: "B" }]] }, "ref-of-B"],
    ["an import from another stack", { "Fn::ImportValue": { "Fn::Sub": "Other" } }, "imported"],
    ["a mapping", { "Fn::FindInMap": ["Sizes", "small", "width"] }, 3],
    ["a choice", { "Fn::If": ["IsRed", "yes", "no"] }, "yes"],
    ["an and", { "Fn::If": ["Both", "yes", "no"] }, "no"],
    ["an or", { "Fn::If": ["Either", "yes", "no"] }, "yes"],
    ["a not", { "Fn::If": ["NotBlue", "yes", "no"] }, "yes"],
    ["no value, in an object", { kept: 1, dropped: { Ref: "AWS::NoValue" } }, { kept: 1 }],
    ["no value, in a list", ["a", { "Fn::If": ["IsBlue", "b", { Ref: "AWS::NoValue" }] }], ["a"]],
    ["an ordinary property called Condition", { Condition: { Bool: { a: "b" } } }, { Condition: { Bool: { a: "b" } } }],
  ])("%s", (_what, written, meant) => {
    expect(resolve(written)).toEqual(meant);
  });
});

describe("the template refuses", () => {
  test.each<[string, unknown, string]>([
    ["a function it doesn't know", { "Fn::GetAZs": "" }, "The intrinsic function Fn::GetAZs is not understood"],
    ["a parameter without a value", { Ref: "Secret" }, "Parameter Secret has no default"],
    ["a selection beyond the end", { "Fn::Select": [2, ["a"]] }, "Fn::Select finds nothing at 2"],
    ["an unknown condition", { "Fn::If": ["Unheard", 1, 2] }, "Condition Unheard is not in the template"],
  ])("%s", (_what, written, complaint) => {
    expect(() => resolve(written)).toThrow(complaint);
  });
});
