type Listener = (event: { data: unknown }) => void;

/** BroadcastChannel between the "tabs" of one test: the next test hears nothing of them. */
export class TestChannel {
  private static open: TestChannel[] = [];
  private readonly listeners = new Set<Listener>();
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    TestChannel.open.push(this);
  }

  static closeAll(): void {
    TestChannel.open = [];
  }

  addEventListener(_type: 'message', listener: Listener): void {
    this.listeners.add(listener);
  }

  postMessage(data: unknown): void {
    const others = TestChannel.open.filter((other) => other !== this && other.name === this.name);
    for (const other of others) for (const listener of other.listeners) queueMicrotask(() => listener({ data }));
  }
}
