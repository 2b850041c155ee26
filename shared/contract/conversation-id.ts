/** The form of a conversation id: `cv_` and the base64url of 32 bytes. */
export const conversationIdForm = /^cv_[A-Za-z0-9_-]{43}$/;
