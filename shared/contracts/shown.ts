/** A view as it is built to be shown: nothing in it is there to be changed. */
export type Shown<View> = View extends object ? { readonly [Field in keyof View]: Shown<View[Field]> } : View;
