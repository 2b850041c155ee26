import { type PageSettings, type VisitorSession, visitorSession } from "./visitor-session.ts";

type Turn = { readonly turn: number; readonly at: string; readonly messages: readonly { readonly content: string }[] };
type State = { readonly turn: number; readonly turns: readonly Turn[]; readonly expiresAt: string };

const byId = (id: string): HTMLElement => document.getElementById(id) ?? document.body;
const callsShown = 12;
const lookAgainMs = 3000;

const note = (line: string): void => {
  const item = document.createElement("li");
  item.textContent = `${new Date().toLocaleTimeString()}  ${line}`;
  byId("calls").prepend(item);
  while (byId("calls").childElementCount > callsShown) byId("calls").lastElementChild?.remove();
};

const placeholder = /(\[[A-Z_]+(?:_\d+|:[^\]\s]+)?\])/;

/** Text with every placeholder marked. */
const marked = (content: string): Node[] =>
  content.split(placeholder).map((part) => {
    if (!placeholder.test(part)) return document.createTextNode(part);
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });

const turnItem = (turn: Turn): HTMLElement => {
  const item = document.createElement("li");
  const when = document.createElement("small");
  when.textContent = `Turn ${turn.turn}, ${new Date(turn.at).toLocaleTimeString()}`;
  item.append(when, ...turn.messages.flatMap((message) => marked(message.content)));
  return item;
};

const show = (state: State): void => {
  byId("turns").replaceChildren(...state.turns.map(turnItem));
  byId("empty").hidden = state.turns.length > 0;
  byId("turn").textContent = String(state.turn);
  byId("expires").textContent = new Date(state.expiresAt).toLocaleString();
};

const run = async (session: VisitorSession): Promise<void> => {
  let known: { readonly state: State; readonly tag: string } | undefined;

  const look = async (): Promise<void> => {
    const { conversationId, refreshAt } = await session.tokens();
    byId("conversation").textContent = conversationId;
    byId("renews").textContent = new Date(refreshAt).toLocaleTimeString();
    const response = await session.call(
      "GET",
      "?recent=20",
      known === undefined ? {} : { headers: { "If-None-Match": known.tag } },
    );
    if (response.status === 410 || response.status === 401) {
      session.forget(conversationId);
      known = undefined;
    }
    if (!response.ok) return;
    known = { state: await response.json(), tag: response.headers.get("ETag") ?? "" };
    show(known.state);
  };

  /** Saves the next turn; when another tab was first, goes on after the turn it is told. */
  const save = async (content: string, turn: number): Promise<void> => {
    const response = await session.call("PUT", `/turns/${turn}`, { body: { messages: [{ role: "user", content }] } });
    if (response.ok) return;
    if (response.status !== 409) throw new Error(`not saved: ${response.status}`);
    const { currentTurn } = await response.json();
    await save(content, currentTurn + 1);
  };

  const forget = async (): Promise<void> => {
    const response = await session.call("DELETE", "");
    if (!response.ok) return;
    const { statement } = await response.json();
    note(`deleted ${statement.deleted.turns} turns, found ${statement.found.turns} afterwards`);
    session.forget(statement.conversationId);
    known = undefined;
    await look();
  };

  listen({ save: (content) => save(content, (known?.state.turn ?? 0) + 1).then(look), forget });
  for (;;) {
    await look().catch((failure: unknown) => note(failure instanceof Error ? failure.message : "The service does not answer."));
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
};

type Actions = { readonly save: (content: string) => Promise<void>; readonly forget: () => Promise<void> };

const listen = ({ save, forget }: Actions): void => {
  const input = byId("text") as HTMLInputElement;
  byId("say").addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = input;
    input.value = "";
    save(value).catch(() => {
      input.value = value;
      note("Not saved; your message is still here.");
    });
  });
  byId("clear").addEventListener("click", () => {
    forget().catch(() => note("Not forgotten; try again."));
  });
};

const settings = (await (await fetch("settings.json")).json()) as PageSettings;
byId("tenant").textContent = settings.tenantId;
await run(visitorSession(settings, note));
