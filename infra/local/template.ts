/** What of a CloudFormation template the local stack reads. */
export type Template = {
  Parameters?: Record<string, { Default?: unknown }>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Condition?: string; Export?: { Name: unknown } }>;
};

/** One resource as written in the template. */
export type TemplateResource = {
  Type: string;
  Condition?: string;
  Properties?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
};

/** Where a reference leads: the identities of the resources, and the exports of the other stacks. */
export type References = {
  stackName: string;
  region: string;
  accountId: string;
  partition: string;
  ref: (logicalId: string) => string;
  attribute: (logicalId: string, attribute: string) => string;
  importValue: (name: string) => unknown;
};

const NOTHING = Symbol("AWS::NoValue");

/** Resolves the intrinsic functions of CloudFormation in a value; an unknown function is an error that names it. */
export function resolver(template: Template, references: References): (value: unknown) => unknown {
  const pseudo: Record<string, unknown> = {
    "AWS::Region": references.region,
    "AWS::AccountId": references.accountId,
    "AWS::Partition": references.partition,
    "AWS::URLSuffix": references.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    "AWS::StackName": references.stackName,
    "AWS::StackId": `arn:${references.partition}:cloudformation:${references.region}:${references.accountId}:stack/${references.stackName}/local`,
    "AWS::NotificationARNs": [],
    "AWS::NoValue": NOTHING,
  };

  const ref = (name: string): unknown => {
    if (name in pseudo) return pseudo[name];
    const parameter = template.Parameters?.[name];
    if (!parameter) return references.ref(name);
    if (parameter.Default === undefined) throw new Error(`Parameter ${name} has no default.`);
    return parameter.Default;
  };
  const attribute = (target: string): unknown => {
    const [logicalId = "", ...rest] = target.split(".");
    return references.attribute(logicalId, rest.join("."));
  };
  const condition = (name: unknown): boolean => {
    const rule = template.Conditions?.[String(name)];
    if (rule === undefined) throw new Error(`Condition ${String(name)} is not in the template.`);
    return resolve(rule) === true;
  };

  const functions: Record<string, (argument: unknown) => unknown> = {
    Ref: (name) => ref(String(name)),
    Condition: condition,
    "Fn::GetAtt": (target) => attribute(Array.isArray(target) ? target.map(resolve).join(".") : String(target)),
    "Fn::Sub": (argument) => {
      const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
      const own = (values ?? {}) as Record<string, unknown>;
      return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
        if (literal) return `\${${name}}`;
        if (name in own) return String(resolve(own[name]));
        return String(name.includes(".") ? attribute(name) : ref(name));
      });
    },
    "Fn::Join": (argument) => {
      const [separator, parts] = list("Fn::Join", argument);
      return list("Fn::Join", resolve(parts)).map(String).join(String(separator));
    },
    "Fn::Select": (argument) => {
      const [index, choices] = list("Fn::Select", argument);
      const chosen = list("Fn::Select", resolve(choices))[Number(resolve(index))];
      if (chosen === undefined) throw new Error(`Fn::Select finds nothing at ${String(index)}.`);
      return chosen;
    },
    "Fn::Split": (argument) => {
      const [separator, text] = list("Fn::Split", argument);
      return String(resolve(text)).split(String(separator));
    },
    "Fn::ImportValue": (name) => references.importValue(String(resolve(name))),
    "Fn::FindInMap": (argument) => {
      const [map, first, second] = list("Fn::FindInMap", argument).map((key) => String(resolve(key)));
      const found = template.Mappings?.[map ?? ""]?.[first ?? ""]?.[second ?? ""];
      if (found === undefined) throw new Error(`Fn::FindInMap finds nothing at ${map}.${first}.${second}.`);
      return found;
    },
    "Fn::If": (argument) => {
      const [name, then, otherwise] = list("Fn::If", argument);
      return resolve(condition(name) ? then : otherwise);
    },
    "Fn::Equals": (argument) => {
      const [left, right] = list("Fn::Equals", argument).map(resolve);
      return String(left) === String(right);
    },
    "Fn::Not": (argument) => list("Fn::Not", argument).map(resolve)[0] !== true,
    "Fn::And": (argument) => list("Fn::And", argument).map(resolve).every(Boolean),
    "Fn::Or": (argument) => list("Fn::Or", argument).map(resolve).some(Boolean),
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((entry) => entry !== NOTHING);
    if (typeof value !== "object" || value === null) return value;
    const [first, ...others] = Object.entries(value);
    if (
      first &&
      others.length === 0 &&
      (first[0] === "Ref" || first[0] === "Condition" || first[0].startsWith("Fn::"))
    ) {
      const [name, argument] = first;
      // "Condition" is also an ordinary property name (of policies): only a known condition's name makes it a reference.
      if (name === "Condition" && !(typeof argument === "string" && template.Conditions?.[argument] !== undefined)) {
        return { Condition: resolve(argument) };
      }
      const run = functions[name];
      if (!run) throw new Error(`The intrinsic function ${name} is not understood by the local stack.`);
      return run(argument);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, entry]) => [key, resolve(entry)] as const)
        .filter(([, entry]) => entry !== NOTHING),
    );
  }
  return resolve;
}

function list(name: string, argument: unknown): unknown[] {
  if (!Array.isArray(argument)) throw new Error(`${name} needs a list.`);
  return argument;
}
