/** The form of a tenant id: 3 to 40 characters, lower-case letters, digits and inner hyphens. */
export const tenantIdForm = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/;
