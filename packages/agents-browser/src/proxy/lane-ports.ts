/** The ports on 127.0.0.1 of this process' lanes. No lane leads to one, even where a policy allows every port. */
export const lanePorts = new Set<number>();
