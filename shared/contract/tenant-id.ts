/** The form of a tenant id: 3 to 40 characters, lower-case letters, digits and inner hyphens. */
export const tenantIdForm = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/;

/** The form of a tenant key's id, which is no secret. */
export const tenantKeyIdForm = /^[A-Za-z0-9_-]{1,40}$/;
