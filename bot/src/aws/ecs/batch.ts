/** How things are asked for together. */
export interface BatchCall<K, V> {
  /** How many one call takes. */
  size: number;
  /** What can go into the same call: services of one cluster of one environment. */
  group: (key: K) => string;
  /** What is asked for twice while it waits is asked for once. */
  id: (key: K) => string;
  /** One call; the answers by id. What is not in them is answered with undefined. */
  ask: (keys: K[]) => Promise<Map<string, V>>;
  /** How many calls go on at the same time; what is asked for meanwhile goes together. As many as there are by default. */
  atOnce?: number;
}

interface Question<K, V> {
  key: K;
  answer: Promise<V | undefined>;
  settle: { answer: (value: V | undefined) => void; fail: (error: unknown) => void };
}

/** Asks for what is wanted at the same time in as few calls as AWS allows. */
export class Batch<K, V> {
  private readonly waiting = new Map<string, Question<K, V>>();
  private going = 0;

  constructor(private readonly call: BatchCall<K, V>) {}

  /** Undefined where AWS's answer has nothing for it. Rejects with what the call rejects with. */
  load(key: K): Promise<V | undefined> {
    const id = this.call.id(key);
    const known = this.waiting.get(id);
    if (known) return known.answer;
    if (this.waiting.size === 0) setImmediate(() => this.start());
    const question = questionOf<K, V>(key);
    this.waiting.set(id, question);
    return question.answer;
  }

  private start(): void {
    while (this.waiting.size > 0 && this.going < (this.call.atOnce ?? Infinity)) {
      void this.go(this.next());
    }
  }

  private async go(questions: [string, Question<K, V>][]): Promise<void> {
    this.going++;
    await this.askSome(questions);
    this.going--;
    this.start();
  }

  /** The longest waiting, and others that go into its call. */
  private next(): [string, Question<K, V>][] {
    const [first] = this.waiting.values();
    const group = this.call.group(first!.key);
    const taken = [...this.waiting].filter(([, { key }]) => this.call.group(key) === group).slice(0, this.call.size);
    for (const [id] of taken) this.waiting.delete(id);
    return taken;
  }

  private async askSome(questions: [string, Question<K, V>][]): Promise<void> {
    try {
      const answers = await this.call.ask(questions.map(([, { key }]) => key));
      for (const [id, { settle }] of questions) settle.answer(answers.get(id));
    } catch (error) {
      for (const [, { settle }] of questions) settle.fail(error);
    }
  }
}

function questionOf<K, V>(key: K): Question<K, V> {
  let settle: Question<K, V>['settle'] | undefined;
  const answer = new Promise<V | undefined>((resolve, reject) => (settle = { answer: resolve, fail: reject }));
  return { key, answer, settle: settle! };
}
