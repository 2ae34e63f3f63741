/** What the author of a pull request can do about a model of an installed package. Asks for the fact `model`. */
export const PACKAGE_FIX =
  "`{model}` comes from an installed package: read its release notes, and stay on its old version while somebody needs what is gone.";
