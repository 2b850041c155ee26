import { type ConversationReader, conversationReader } from "./io/conversation-reader.ts";
import { type SessionList, sessionList } from "./io/sessions/session-list.ts";
import { type SignInStore, signInStore } from "./io/sign-in-store.ts";
import { conversationParts, type LivePorts } from "./live-ports.ts";

/** Parts of what `conversationStore` has, each alone, for functions that need no other: they start with less code. */

/** Reading of conversations behind the ports of a stage. */
export const conversationReading = (ports: LivePorts): ConversationReader => conversationReader(conversationParts(ports));

/** Sign-ins behind the ports of a stage. */
export const signingIn = (ports: LivePorts): { readonly signIns: SignInStore } => ({
  signIns: signInStore(conversationParts(ports)),
});

/** Sessions behind the ports of a stage. */
export const sessionsOf = (ports: LivePorts): { readonly sessions: SessionList } => ({
  sessions: sessionList(conversationParts(ports)),
});
