// Fetches the later part of the module and puts it into the main one's memory and table of functions. Not streamed: that
// would need a host that knows what wasm is. `callback` may ask again if it did not come, never if it did.
const import1 = {
  async __wasm_split_load_more(callback, data) {
    const main = initSync()
    let came = true
    try {
      const answer = await fetch(new URL('./quorum-QUORUM_HASH_more.wasm', import.meta.url), { priority: 'low' })
      await WebAssembly.instantiate(await answer.arrayBuffer(), { __wasm_split: main })
    } catch (error) {
      console.warn(String(error))
      came = false
    }
    main.__indirect_function_table.get(callback)(data, came)
  },
}
