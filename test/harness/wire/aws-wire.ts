import type { Answered, Asked } from './forward';
import { handedOn } from './forward';

type Json = Record<string, unknown>;

/** A request of AWS that went by. */
export interface WireCall {
  operation: string;
  /** Its body as it was sent: where it was JSON, that; else the text, as `text`. */
  body: Json;
}

/** Members of the row of one service in what DescribeServices answers. */
export interface ServiceRow {
  set?: Json;
  drop?: string[];
}

interface Which {
  operation: string;
  /** Only requests whose body has this text; all where left out. */
  containing?: string;
}

/** What AWS answers to it, in place of the sandbox, which is not asked. */
type Fixed = Which & { status: number; type?: string; body: Json };
type Change = Which & { change: (answer: Json) => void };

/** What stands between the bot and the sandbox's AWS: hands on what is asked, and changes answers as it was told. */
export class AwsWire {
  readonly calls: WireCall[] = [];
  private readonly fixed: Fixed[] = [];
  private readonly changes: Change[] = [];

  constructor(private readonly sandbox: string) {}

  /** Refuses an operation as AWS does. @param type AWS's name of the error: `InvalidParameterException` */
  refuse({ type, message, ...which }: Which & { type: string; message: string }): void {
    this.fixed.push({ ...which, status: 400, type, body: { __type: type, message } });
  }

  /** Answers an operation with this body, always the same. */
  answer({ body, ...which }: Which & { body: Json }): void {
    this.fixed.push({ ...which, status: 200, body });
  }

  /** Changes what the sandbox answers to an operation. @param change gets the answer and may alter it */
  change(operation: string, change: (answer: Json) => void): void {
    this.changes.push({ operation, change });
  }

  /** Has DescribeServices show a service with other members than it has. */
  showService(name: string, { set = {}, drop = [] }: ServiceRow): void {
    this.change('DescribeServices', ({ services }) => {
      const row = (services as Json[]).find(({ serviceName }) => serviceName === name);
      if (!row) return;
      Object.assign(row, set);
      for (const member of drop) delete row[member];
    });
  }

  /** The bodies of all requests for an operation, oldest first. */
  bodiesOf(operation: string): Json[] {
    return this.calls.filter((call) => call.operation === operation).map(({ body }) => body);
  }

  /** Changes nothing any more; what went by stays known. */
  letAllBy(): void {
    this.fixed.length = 0;
    this.changes.length = 0;
  }

  async pass(asked: Asked): Promise<Answered> {
    const text = asked.body.toString();
    const operation = operationOf(asked, text);
    this.calls.push({ operation, body: jsonOf(text) ?? { text } });
    const concerns = ({ operation: named, containing = '' }: Which) => named === operation && text.includes(containing);
    const fixed = this.fixed.findLast(concerns);
    if (fixed) return asAws(fixed);
    const answered = await handedOn(this.sandbox, asked);
    const changes = this.changes.filter(concerns);
    return answered.status === 200 && changes.length > 0 ? changed(answered, changes) : answered;
  }
}

/** By the header of the JSON protocols, the path of Smithy's RPC, or the Query protocol's parameter. */
function operationOf({ headers, path }: Asked, text: string): string {
  const target = String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1);
  return target || /\/operation\/(\w+)/.exec(path)?.[1] || (new URLSearchParams(text).get('Action') ?? path);
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function asAws({ status, type, body }: Fixed): Answered {
  const headers = { 'content-type': 'application/x-amz-json-1.1', ...(type ? { 'x-amzn-errortype': type } : {}) };
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

function changed({ status, headers, body }: Answered, changes: Change[]): Answered {
  const answer = JSON.parse(body.toString()) as Json;
  for (const { change } of changes) change(answer);
  const altered = Buffer.from(JSON.stringify(answer));
  const { 'transfer-encoding': _, ...others } = headers;
  return { status, headers: { ...others, 'content-length': String(altered.length) }, body: altered };
}
