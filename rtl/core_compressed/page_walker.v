// page_walker
//
// Walks page tables of two levels, for one request at a time, that of the data side first.
//
// Latency: 2 cycles for each level, and what the data cache needs to read its entry.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module page_walker (
  input  wire        clock,
  input  wire        reset,                      // synchronous, active high
  input  wire        data_wanted,
  input  wire [19:0] data_page,                  // virtual address / 4096
  input  wire        data_access_execute,
  input  wire        data_access_write,
  input  wire        data_access_is_user,        // in U mode; else in S mode
  input  wire        data_access_sum,            // mstatus.SUM: S mode may load from and store to pages of U mode
  input  wire        data_access_mxr,            // mstatus.MXR: loads from executable pages are allowed
  input  wire        fetch_wanted,
  input  wire [19:0] fetch_page,                 // virtual address / 4096
  input  wire        fetch_access_execute,
  input  wire        fetch_access_write,
  input  wire        fetch_access_is_user,       // in U mode; else in S mode
  input  wire        fetch_access_sum,           // mstatus.SUM: S mode may load from and store to pages of U mode
  input  wire        fetch_access_mxr,           // mstatus.MXR: loads from executable pages are allowed
  input  wire [19:0] root_table,                 // satp.PPN
  output wire        read,                       // read the word at `read_address` until `answered`
  output wire [31:0] read_address,               // physical
  input  wire        answered,                   // `word` is what was read
  input  wire [31:0] word,                       // secret
  input  wire        failed,                     // with `answered`: the word cannot be read
  output wire        data_done,                  // the request of the data side is answered in this cycle
  output wire        fetch_done,                 // the request of the fetch side is answered in this cycle
  output wire        is_fault,                   // meaningful with a `done`: there is no translation
  output wire        is_page_fault,              // meaningful with `is_fault`: page fault; else access fault
  output wire [19:0] translation_page,           // virtual address / 4096
  output wire [19:0] translation_frame,          // physical address / 4096
  output wire        translation_rights_read,
  output wire        translation_rights_write,   // W and D: what has not been written yet faults, so that software sets D
  output wire        translation_rights_execute,
  output wire        translation_rights_user,
  output wire        is_idle
);

  localparam [1:0] PHASE_IDLE  = 2'd0;
  localparam [1:0] PHASE_READ  = 2'd1;
  localparam [1:0] PHASE_JUDGE = 2'd2;

  reg  [1:0] phase;
  reg        for_fetch;
  reg [19:0] page;
  reg [19:0] directory;     // physical address / 4096
  reg        is_last_level;
  reg [31:0] entry;         // page table entry
  reg        unreadable;

  assign is_idle = phase == PHASE_IDLE;
  assign read = phase == PHASE_READ;
  assign read_address = {directory, is_last_level ? page[9:0] : page[19:10], 2'd0};
  assign translation_rights_read = entry[1];
  assign translation_rights_write = entry[2] & entry[7];
  assign translation_rights_execute = entry[3];
  assign translation_rights_user = entry[4];
  wire is_leaf = entry[1] | entry[3];
  wire entry_faults_t1 = ((for_fetch ? fetch_access_execute : data_access_execute) ? translation_rights_execute
      : (for_fetch ? fetch_access_write : data_access_write) ? translation_rights_write
      : (translation_rights_read | ((for_fetch ? fetch_access_mxr : data_access_mxr) & translation_rights_execute)))
      & ((for_fetch ? fetch_access_is_user : data_access_is_user) ? translation_rights_user
      : (!translation_rights_user | ((for_fetch ? fetch_access_sum : data_access_sum) &
      !(for_fetch ? fetch_access_execute : data_access_execute))));
  wire entry_faults = !entry[0] | (!entry[1] & entry[2]) | (!is_leaf
      & (is_last_level | entry[4] | entry[6] | entry[7])) | (is_leaf
      & ((!is_last_level & (|entry[19:10])) | !entry[6] | !entry_faults_t1));
  wire is_done = (phase == PHASE_JUDGE) & (unreadable | entry_faults | (|entry[31:30]) | is_leaf);
  assign data_done = is_done & !for_fetch;
  assign fetch_done = is_done & for_fetch;
  assign is_fault = unreadable | entry_faults | (|entry[31:30]);
  assign is_page_fault = !unreadable & entry_faults;
  assign translation_page = page;
  assign translation_frame = {entry[29:20], is_last_level ? entry[19:10] : page[9:0]};

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      for_fetch <= 1'b0;
      page <= 20'h00000;
      directory <= 20'h00000;
      is_last_level <= 1'b0;
      entry <= 32'h00000000;
      unreadable <= 1'b0;
    end else begin
      case (phase)
        PHASE_IDLE: begin
          page <= data_wanted ? data_page : fetch_page;
          for_fetch <= !data_wanted;
          directory <= root_table;
          is_last_level <= 1'b0;
          if (data_wanted | fetch_wanted) begin
            phase <= PHASE_READ;
          end
        end
        PHASE_READ: begin
          if (answered) begin
            entry <= word;
            unreadable <= failed;
            phase <= PHASE_JUDGE;
          end
        end
        PHASE_JUDGE: begin
          directory <= entry[29:10];
          is_last_level <= 1'b1;
          if (is_done) begin
            phase <= PHASE_IDLE;
          end else begin
            phase <= PHASE_READ;
          end
        end
        default: ;
      endcase
    end
  end

  wire unused = &{1'b0, entry[5], entry[9:8]};

endmodule

`default_nettype wire
