import { isFields } from '../fields.ts';

/** One thing that is wrong, said as Slack says it in `response_metadata.messages`. */
export type Issue = { readonly message: string; readonly pointer: string };

/** Adds what is wrong with a value at a JSON pointer. */
export type Check = (value: unknown, pointer: string, issues: Issue[]) => void;

/** `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]` */
export function issueLine(issue: Issue): string {
  return `[ERROR] ${issue.message} [json-pointer:${issue.pointer}]`;
}

/** A text of `min` to `max` characters (UTF-16 units, the stricter way to count). */
export function string(max: number, min = 1): Check {
  return (value, pointer, issues) => {
    if (typeof value !== 'string') issues.push({ message: 'must be a string', pointer });
    else if (value.length > max) issues.push({ message: `must be less than ${max + 1} characters`, pointer });
    else if (value.length < min) issues.push({ message: `must be more than ${min - 1} characters`, pointer });
  };
}

/** An absolute http or https address. */
export function url(max: number): Check {
  return (value, pointer, issues) => {
    string(max)(value, pointer, issues);
    if (typeof value === 'string' && !/^https?:\/\/[^\s/]/i.test(value)) {
      issues.push({ message: 'must be a valid URL', pointer });
    }
  };
}

export const flag: Check = (value, pointer, issues) => {
  if (typeof value !== 'boolean') issues.push({ message: 'must be a boolean', pointer });
};

export function integer(min: number, max: number): Check {
  return (value, pointer, issues) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) issues.push({ message: 'must be an integer', pointer });
    else if (value < min || value > max) issues.push({ message: `must be between ${min} and ${max}`, pointer });
  };
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, pointer, issues) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      issues.push({ message: `must be a valid enum value: ${allowed.join(', ')}`, pointer });
    }
  };
}

export function pattern(expected: RegExp, what: string): Check {
  return (value, pointer, issues) => {
    if (typeof value !== 'string' || !expected.test(value)) issues.push({ message: `must be ${what}`, pointer });
  };
}

export function list(min: number, max: number, item: Check): Check {
  return (value, pointer, issues) => {
    if (!Array.isArray(value)) {
      issues.push({ message: 'must be an array', pointer });
      return;
    }
    if (value.length > max) issues.push({ message: `no more than ${max} items allowed`, pointer });
    if (value.length < min) issues.push({ message: `no fewer than ${min} items allowed`, pointer });
    for (const [index, each] of value.entries()) item(each, `${pointer}/${index}`, issues);
  };
}

/** An object with exactly these fields; `then` looks at what several fields say together. */
export function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
  then?: (value: Readonly<Record<string, unknown>>, pointer: string, issues: Issue[]) => void,
): Check {
  return (value, pointer, issues) => {
    if (!isFields(value)) {
      issues.push({ message: 'must be an object', pointer });
      return;
    }
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) issues.push({ message: `missing required field: ${name}`, pointer });
    }
    for (const [name, each] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (each === undefined) continue;
      if (check) check(each, `${pointer}/${name}`, issues);
      else if (name !== 'type') issues.push({ message: `invalid additional property: ${name}`, pointer });
    }
    then?.(value, pointer, issues);
  };
}

/** Chooses the check by the field `type`; any other type is refused. */
export function byType(kinds: () => Readonly<Record<string, Check>>): Check {
  return (value, pointer, issues) => {
    if (!isFields(value)) {
      issues.push({ message: 'must be an object', pointer });
      return;
    }
    const type = value['type'];
    if (type === undefined) issues.push({ message: 'missing required field: type', pointer });
    const known = kinds();
    const check = typeof type === 'string' && Object.hasOwn(known, type) ? known[type] : undefined;
    if (check) check(value, pointer, issues);
    else if (type !== undefined)
      issues.push({ message: `unsupported type: ${JSON.stringify(type)}`, pointer: `${pointer}/type` });
  };
}

/** Both must hold. */
export function all(...checks: readonly Check[]): Check {
  return (value, pointer, issues) => {
    for (const check of checks) check(value, pointer, issues);
  };
}
