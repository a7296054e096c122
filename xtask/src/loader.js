// The part of the module that comes later: made from the main one's memory and functions, once.
const import1 = {
  async __wasm_split_load_more(callback, data) {
    const main = initSync()
    let came = true
    try {
      const answer = await fetch(new URL('./quorum-QUORUM_HASH_more.wasm', import.meta.url))
      await WebAssembly.instantiate(await answer.arrayBuffer(), { __wasm_split: main })
    } catch (error) {
      console.warn(String(error))
      came = false
    }
    main.__indirect_function_table.get(callback)(data, came)
  },
}
