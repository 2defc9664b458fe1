// protection_control
//
// Domains, modes, contexts and the instructions for keys and powers, for the core.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module protection_control (
  input  wire         clock,
  input  wire         reset,                        // synchronous, active high
  input  wire         order_transfer,               // judge the transfer to `pc`
  input  wire         order_execute,                // execute `instruction`, which is one of custom-0 and may be executed
  input  wire         order_suspend,                // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  input  wire         order_restore,                // `domain` runs from now on, with its context if it is encrypted
  input  wire   [3:0] order_domain,                 // restore: the domain; else of no meaning
  input  wire  [31:0] order_instruction,
  input  wire  [31:0] order_first,                  // operand rs1
  input  wire  [31:0] order_second,                 // operand rs2
  input  wire  [31:0] order_pc,
  input  wire  [31:0] order_next,                   // the address behind it
  input  wire         order_is_call,                // suspend: the trap is a system call
  input  wire         order_is_user,                // execute: in user mode
  output wire         answer_done,
  output wire         answer_refused,               // transfer: refused
  output wire   [4:0] answer_cause,                 // execute: 0, or 16 + the cause of an exception
  output wire  [31:0] answer_value,                 // execute: the result; before `done` what is written to a register; else 0
  output wire         answer_has_target,            // execution goes on at `target`
  output wire  [31:0] answer_target,                // that address, or with a cause the one that the exception is about
  output wire   [3:0] running_domain,
  output wire         running_encrypted,            // its mode
  output wire         running_automatic,            // its mode follows the regions
  output wire         running_closed,               // in encrypted mode the lower half of its addresses has nothing but regions
  output wire   [3:0] running_attribute,            // under which it executes in encrypted mode
  output wire         running_return_expected,      // it has a back-link
  output wire  [31:0] running_return_address,       // of that link
  output wire   [4:0] context_index,                // register to be saved
  input  wire  [31:0] context_value,                // its value
  output wire         register_write_valid,
  output wire   [4:0] register_write_index,
  output wire         access_valid,                 // make it; one at a time. The others stay until the answer, and are 0 while no order is carried out
  output wire   [3:0] access_operation,             // as in a request to the memory unit
  output wire  [31:0] access_address,               // virtual, of a word
  output wire  [31:0] access_store,                 // secret: value to be stored, which stays until the answer; else 0
  input  wire         access_done,                  // the answer
  input  wire   [4:0] access_cause,                 // 0, or 16 + the cause why it failed
  input  wire  [31:0] access_word,
  output wire         flush,                        // write back and drop the lines of the caches, until `flushed`
  input  wire         flushed,
  output wire         key_valid,                    // setck and setk
  input  wire         key_ready,
  output wire         key_whole,                    // setck: the key of the whole process; else setk
  output wire   [3:0] key_domain,                   // owner; 0 creates one
  output wire   [7:0] key_segment,
  output wire  [31:0] key_base,                     // first byte
  output wire  [32:0] key_bound,                    // size in bytes, or limit
  output wire         key_bound_is_limit,
  output wire         key_entry_valid,
  input  wire         key_entry_ready,
  output wire  [63:0] key_entry_data,               // the first byte in bits 7:0
  output wire         key_entry_last,               // nothing follows
  input  wire         key_response_valid,
  output wire         key_response_ready,
  input  wire   [4:0] key_response_status,
  input  wire   [3:0] key_response_domain,          // owner of the region; 0 when refused
  input  wire   [3:0] key_response_attribute,       // register that was filled; 0 when refused
  output wire         setup_valid,                  // setik, keyclr and kill
  input  wire         setup_ready,
  output wire   [1:0] setup_operation,              // 0 install, 1 clear, 2 clearDomain
  output wire   [3:0] setup_domain,
  output wire   [7:0] setup_segment,
  output wire  [31:0] setup_base,                   // first byte
  output wire  [32:0] setup_bound,                  // size in bytes, or limit
  output wire         setup_bound_is_limit,
  output wire   [7:0] setup_algorithm,
  output wire  [63:0] setup_nonce,                  // secret
  output wire         setup_read,
  output wire         setup_write,
  output wire         setup_execute,
  output wire         setup_default_key,
  output wire         setup_plain_access,
  output wire         setup_shared,
  output wire         setup_stack,
  output wire         setup_closed,
  output wire         setup_immediate,              // plaintext key from the program itself: encrypted mode only
  output wire         setup_share_key,              // use the key of keySegment
  output wire   [7:0] setup_key_segment,
  output wire   [6:0] setup_key_bytes,
  output wire [511:0] setup_key,                    // secret: byte 0 in bits 7:0
  input  wire         setup_response_valid,
  output wire         setup_response_ready,
  input  wire   [4:0] setup_response_status,
  input  wire   [3:0] setup_response_attribute,     // register that an install filled
  output wire         mode_valid,                   // mode commands
  input  wire         mode_ready,
  output wire   [2:0] mode_operation,               // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  output wire   [3:0] mode_domain,
  output wire         mode_automatic,               // configure: mode follows the regions
  output wire         mode_link,                    // cryptomode, retmode: a call that will return
  output wire         mode_has_target,
  output wire  [31:0] mode_target,
  output wire  [31:0] mode_next,                    // address of the instruction that would follow
  input  wire         mode_response_valid,
  output wire         mode_response_ready,
  input  wire   [4:0] mode_response_status,
  input  wire         mode_response_encrypted,      // mode of the running domain from now on
  input  wire   [3:0] mode_response_attribute,
  input  wire  [31:0] mode_response_pc,             // where execution goes on
  input  wire   [3:0] unit_running_domain,
  input  wire         unit_running_encrypted,       // its mode
  input  wire         unit_running_automatic,       // its mode follows the regions
  input  wire         unit_running_closed,          // in encrypted mode the lower half of its addresses has nothing but regions
  input  wire   [3:0] unit_running_attribute,       // under which it executes in encrypted mode
  input  wire         unit_running_return_expected, // it has a back-link
  input  wire  [31:0] unit_running_return_address,  // of that link
  output wire         power_command_valid,
  input  wire         power_command_ready,
  output wire   [1:0] power_command_operation,      // 0 power, 1 encrypt, 2 decrypt
  output wire   [6:0] power_command_words,          // words of 64 bits in the modulus
  output wire   [6:0] power_command_exponent_words, // the same of the exponent; for `power` only
  output wire         power_operand_valid,
  input  wire         power_operand_ready,
  output wire   [1:0] power_operand_operand,        // 0 base or operand, 1 exponent, 2 modulus
  output wire   [5:0] power_operand_index,          // 0 for the least significant word
  output wire  [63:0] power_operand_word,           // secret
  output wire         power_request_valid,
  input  wire         power_request_ready,
  output wire   [5:0] power_request_index,          // 0 for the least significant word
  input  wire         power_result_valid,
  output wire         power_result_ready,
  input  wire  [63:0] power_result_word,            // secret: zero unless the status is `done` and both copies agree
  input  wire         power_result_damaged,         // the two copies of the result do not agree: the result is lost
  input  wire   [2:0] power_status,                 // of the last exponentiation, while `power_idle`
  input  wire         power_idle,                   // the exponentiator is the running program's, and does nothing
  input  wire  [15:0] random,                       // secret: random bits, while `random_valid`
  input  wire         random_valid,
  output wire         draws_random                  // random bits are taken as soon as there are some
);

  reg    [3:0] current_domain;
  reg          current_encrypted;                        // its mode
  reg          current_automatic;                        // its mode follows the regions
  reg          current_closed;                           // in encrypted mode the lower half of its addresses has nothing but regions
  reg    [3:0] current_attribute;                        // under which it executes in encrypted mode
  reg          current_return_expected;                  // it has a back-link
  reg   [31:0] current_return_address;                   // of that link
  reg          answered;                                 // an access was answered in the cycle before; else its word is 0
  reg    [4:0] answered_cause;
  reg   [31:0] answered_word;
  wire         domain_control_mode_valid;
  wire   [2:0] domain_control_mode_operation;
  wire   [3:0] domain_control_mode_domain;
  wire         domain_control_mode_automatic;
  wire         domain_control_mode_link;
  wire         domain_control_mode_has_target;
  wire  [31:0] domain_control_mode_target;
  wire  [31:0] domain_control_mode_next;
  wire         domain_control_mode_response_ready;
  wire         domain_control_done;
  wire         domain_control_refused;
  wire   [4:0] domain_control_status;
  wire         domain_control_restored;
  wire  [31:0] domain_control_target;
  wire   [4:0] domain_control_context_index;
  wire         domain_control_register_write_valid;
  wire   [4:0] domain_control_register_write_index;
  wire  [31:0] domain_control_register_value;
  wire  [31:0] domain_control_access_word;
  wire         domain_control_erased;
  wire         key_control_load;
  wire  [31:0] key_control_load_address;
  wire         key_control_flush;
  wire         key_control_erase;
  wire   [3:0] key_control_erase_domain;
  wire         key_control_key_valid;
  wire         key_control_key_whole;
  wire   [3:0] key_control_key_domain;
  wire   [7:0] key_control_key_segment;
  wire  [31:0] key_control_key_base;
  wire  [32:0] key_control_key_bound;
  wire         key_control_key_bound_is_limit;
  wire         key_control_key_entry_valid;
  wire  [63:0] key_control_key_entry_data;
  wire         key_control_key_entry_last;
  wire         key_control_key_response_ready;
  wire         key_control_setup_valid;
  wire   [1:0] key_control_setup_operation;
  wire   [3:0] key_control_setup_domain;
  wire   [7:0] key_control_setup_segment;
  wire  [31:0] key_control_setup_base;
  wire  [32:0] key_control_setup_bound;
  wire         key_control_setup_bound_is_limit;
  wire   [7:0] key_control_setup_algorithm;
  wire  [63:0] key_control_setup_nonce;
  wire         key_control_setup_read;
  wire         key_control_setup_write;
  wire         key_control_setup_execute;
  wire         key_control_setup_default_key;
  wire         key_control_setup_plain_access;
  wire         key_control_setup_shared;
  wire         key_control_setup_stack;
  wire         key_control_setup_closed;
  wire         key_control_setup_immediate;
  wire         key_control_setup_share_key;
  wire   [7:0] key_control_setup_key_segment;
  wire   [6:0] key_control_setup_key_bytes;
  wire [511:0] key_control_setup_key;
  wire         key_control_setup_response_ready;
  wire         key_control_done;
  wire   [4:0] key_control_cause;
  wire  [31:0] key_control_value;
  wire         exponentiation_control_access_valid;
  wire   [3:0] exponentiation_control_access_operation;
  wire  [31:0] exponentiation_control_access_address;
  wire  [31:0] exponentiation_control_access_store;
  wire         exponentiation_control_command_valid;
  wire   [1:0] exponentiation_control_command_operation;
  wire   [6:0] exponentiation_control_command_words;
  wire   [6:0] exponentiation_control_command_exponent_words;
  wire         exponentiation_control_operand_valid;
  wire   [1:0] exponentiation_control_operand_operand;
  wire   [5:0] exponentiation_control_operand_index;
  wire  [63:0] exponentiation_control_operand_word;
  wire         exponentiation_control_request_valid;
  wire   [5:0] exponentiation_control_request_index;
  wire         exponentiation_control_result_ready;
  wire         exponentiation_control_busy;
  wire         exponentiation_control_done;
  wire   [4:0] exponentiation_control_cause;
  wire  [31:0] exponentiation_control_value;
  wire         seal_control_access_valid;
  wire   [3:0] seal_control_access_operation;
  wire  [31:0] seal_control_access_address;
  wire  [31:0] seal_control_access_store;
  wire         seal_control_mode_valid;
  wire   [2:0] seal_control_mode_operation;
  wire   [3:0] seal_control_mode_domain;
  wire         seal_control_mode_automatic;
  wire         seal_control_mode_link;
  wire         seal_control_mode_has_target;
  wire  [31:0] seal_control_mode_target;
  wire  [31:0] seal_control_mode_next;
  wire         seal_control_mode_response_ready;
  wire         seal_control_context_read;
  wire         seal_control_context_write;
  wire   [3:0] seal_control_context_domain;
  wire   [4:0] seal_control_context_index;
  wire  [31:0] seal_control_context_value;
  wire         seal_control_erase;
  wire         seal_control_draws;
  wire         seal_control_busy;
  wire         seal_control_done;
  wire   [4:0] seal_control_cause;
  wire  [31:0] seal_control_value;

  assign running_domain = current_domain;
  assign running_encrypted = current_encrypted;
  assign running_automatic = current_automatic;
  assign running_closed = current_closed;
  assign running_attribute = current_attribute;
  assign running_return_expected = current_return_expected;
  assign running_return_address = current_return_address;
  assign mode_valid = domain_control_mode_valid | seal_control_mode_valid;
  assign mode_operation = seal_control_busy ? seal_control_mode_operation : domain_control_mode_operation;
  assign mode_domain = seal_control_busy ? seal_control_mode_domain : domain_control_mode_domain;
  assign mode_automatic = domain_control_mode_automatic;
  assign mode_link = seal_control_busy ? seal_control_mode_link : domain_control_mode_link;
  assign mode_has_target = domain_control_mode_has_target;
  assign mode_target = seal_control_busy ? seal_control_mode_target : domain_control_mode_target;
  assign mode_next = seal_control_busy ? seal_control_mode_next : domain_control_mode_next;
  assign mode_response_ready = seal_control_busy ? seal_control_mode_response_ready
      : domain_control_mode_response_ready;

  seal_control seal_control (
    .clock(clock),
    .reset(reset),
    .order_transfer(order_transfer),
    .order_execute(order_execute),
    .order_suspend(order_suspend),
    .order_restore(order_restore),
    .order_domain(order_domain),
    .order_instruction(order_instruction),
    .order_first(order_first),
    .order_second(order_second),
    .order_pc(order_pc),
    .order_next(order_next),
    .order_is_call(order_is_call),
    .order_is_user(order_is_user),
    .access_valid(seal_control_access_valid),
    .access_operation(seal_control_access_operation),
    .access_address(seal_control_access_address),
    .access_store(seal_control_access_store),
    .access_done(answered),
    .access_cause(answered_cause),
    .access_word(answered_word),
    .mode_valid(seal_control_mode_valid),
    .mode_ready(mode_ready),
    .mode_operation(seal_control_mode_operation),
    .mode_domain(seal_control_mode_domain),
    .mode_automatic(seal_control_mode_automatic),
    .mode_link(seal_control_mode_link),
    .mode_has_target(seal_control_mode_has_target),
    .mode_target(seal_control_mode_target),
    .mode_next(seal_control_mode_next),
    .mode_response_valid(mode_response_valid & seal_control_busy),
    .mode_response_ready(seal_control_mode_response_ready),
    .mode_response_status(mode_response_status),
    .mode_response_encrypted(mode_response_encrypted),
    .mode_response_attribute(mode_response_attribute),
    .mode_response_pc(mode_response_pc),
    .context_read(seal_control_context_read),
    .context_write(seal_control_context_write),
    .context_domain(seal_control_context_domain),
    .context_index(seal_control_context_index),
    .context_value(seal_control_context_value),
    .context_word(domain_control_access_word),
    .erase(seal_control_erase),
    .erased(domain_control_erased),
    .ended(key_control_erase),
    .ended_domain(key_control_erase_domain),
    .random(random),
    .random_valid(random_valid),
    .draws(seal_control_draws),
    .busy(seal_control_busy),
    .done(seal_control_done),
    .cause(seal_control_cause),
    .value(seal_control_value)
  );

  assign draws_random = seal_control_draws;
  assign key_valid = key_control_key_valid;
  assign key_whole = key_control_key_whole;
  assign key_domain = key_control_key_domain;
  assign key_segment = key_control_key_segment;
  assign key_base = key_control_key_base;
  assign key_bound = key_control_key_bound;
  assign key_bound_is_limit = key_control_key_bound_is_limit;
  assign key_entry_valid = key_control_key_entry_valid;
  assign key_entry_data = key_control_key_entry_data;
  assign key_entry_last = key_control_key_entry_last;
  assign key_response_ready = key_control_key_response_ready;
  assign setup_valid = key_control_setup_valid;
  assign setup_operation = key_control_setup_operation;
  assign setup_domain = key_control_setup_domain;
  assign setup_segment = key_control_setup_segment;
  assign setup_base = key_control_setup_base;
  assign setup_bound = key_control_setup_bound;
  assign setup_bound_is_limit = key_control_setup_bound_is_limit;
  assign setup_algorithm = key_control_setup_algorithm;
  assign setup_nonce = key_control_setup_nonce;
  assign setup_read = key_control_setup_read;
  assign setup_write = key_control_setup_write;
  assign setup_execute = key_control_setup_execute;
  assign setup_default_key = key_control_setup_default_key;
  assign setup_plain_access = key_control_setup_plain_access;
  assign setup_shared = key_control_setup_shared;
  assign setup_stack = key_control_setup_stack;
  assign setup_closed = key_control_setup_closed;
  assign setup_immediate = key_control_setup_immediate;
  assign setup_share_key = key_control_setup_share_key;
  assign setup_key_segment = key_control_setup_key_segment;
  assign setup_key_bytes = key_control_setup_key_bytes;
  assign setup_key = key_control_setup_key;
  assign setup_response_ready = key_control_setup_response_ready;
  assign power_command_valid = exponentiation_control_command_valid;
  assign power_command_operation = exponentiation_control_command_operation;
  assign power_command_words = exponentiation_control_command_words;
  assign power_command_exponent_words = exponentiation_control_command_exponent_words;
  assign power_operand_valid = exponentiation_control_operand_valid;
  assign power_operand_operand = exponentiation_control_operand_operand;
  assign power_operand_index = exponentiation_control_operand_index;
  assign power_operand_word = exponentiation_control_operand_word;
  assign power_request_valid = exponentiation_control_request_valid;
  assign power_request_index = exponentiation_control_request_index;
  assign power_result_ready = exponentiation_control_result_ready;
  assign context_index = domain_control_context_index;
  assign register_write_valid = domain_control_register_write_valid;
  assign register_write_index = domain_control_register_write_index;
  assign access_valid = key_control_load | exponentiation_control_access_valid | seal_control_access_valid;
  assign access_operation = seal_control_busy ? seal_control_access_operation : exponentiation_control_access_operation;
  wire [31:0] access_address_t1 = {32{order_execute}};
  assign access_address = access_address_t1 & (seal_control_busy ? seal_control_access_address
      : exponentiation_control_busy ? exponentiation_control_access_address : key_control_load_address);
  wire [31:0] access_store_t1 = {32{seal_control_busy}};
  assign access_store = exponentiation_control_access_store | (access_store_t1 & seal_control_access_store);

  exponentiation_control exponentiation_control (
    .clock(clock),
    .reset(reset),
    .order_transfer(order_transfer),
    .order_execute(order_execute),
    .order_suspend(order_suspend),
    .order_restore(order_restore),
    .order_domain(order_domain),
    .order_instruction(order_instruction),
    .order_first(order_first),
    .order_second(order_second),
    .order_pc(order_pc),
    .order_next(order_next),
    .order_is_call(order_is_call),
    .order_is_user(order_is_user),
    .access_valid(exponentiation_control_access_valid),
    .access_operation(exponentiation_control_access_operation),
    .access_address(exponentiation_control_access_address),
    .access_store(exponentiation_control_access_store),
    .access_done(answered),
    .access_cause(answered_cause),
    .access_word(answered_word),
    .command_valid(exponentiation_control_command_valid),
    .command_ready(power_command_ready),
    .command_operation(exponentiation_control_command_operation),
    .command_words(exponentiation_control_command_words),
    .command_exponent_words(exponentiation_control_command_exponent_words),
    .operand_valid(exponentiation_control_operand_valid),
    .operand_ready(power_operand_ready),
    .operand_operand(exponentiation_control_operand_operand),
    .operand_index(exponentiation_control_operand_index),
    .operand_word(exponentiation_control_operand_word),
    .request_valid(exponentiation_control_request_valid),
    .request_ready(power_request_ready),
    .request_index(exponentiation_control_request_index),
    .result_valid(power_result_valid),
    .result_ready(exponentiation_control_result_ready),
    .result_word(power_result_word),
    .result_damaged(power_result_damaged),
    .status(power_status),
    .power_idle(power_idle),
    .busy(exponentiation_control_busy),
    .done(exponentiation_control_done),
    .cause(exponentiation_control_cause),
    .value(exponentiation_control_value)
  );

  assign flush = key_control_flush;

  domain_control domain_control (
    .clock(clock),
    .reset(reset),
    .order_transfer(order_transfer),
    .order_execute(order_execute),
    .order_suspend(order_suspend),
    .order_restore(order_restore),
    .order_domain(order_domain),
    .order_instruction(order_instruction),
    .order_first(order_first),
    .order_second(order_second),
    .order_pc(order_pc),
    .order_next(order_next),
    .order_is_call(order_is_call),
    .order_is_user(order_is_user),
    .running_domain(current_domain),
    .running_encrypted(current_encrypted),
    .running_automatic(current_automatic),
    .running_closed(current_closed),
    .running_attribute(current_attribute),
    .running_return_expected(current_return_expected),
    .running_return_address(current_return_address),
    .mode_valid(domain_control_mode_valid),
    .mode_ready(mode_ready),
    .mode_operation(domain_control_mode_operation),
    .mode_domain(domain_control_mode_domain),
    .mode_automatic(domain_control_mode_automatic),
    .mode_link(domain_control_mode_link),
    .mode_has_target(domain_control_mode_has_target),
    .mode_target(domain_control_mode_target),
    .mode_next(domain_control_mode_next),
    .mode_response_valid(mode_response_valid & !seal_control_busy),
    .mode_response_ready(domain_control_mode_response_ready),
    .mode_response_status(mode_response_status),
    .mode_response_encrypted(mode_response_encrypted),
    .mode_response_attribute(mode_response_attribute),
    .mode_response_pc(mode_response_pc),
    .done(domain_control_done),
    .refused(domain_control_refused),
    .status(domain_control_status),
    .restored(domain_control_restored),
    .target(domain_control_target),
    .context_index(domain_control_context_index),
    .context_value(context_value),
    .register_write_valid(domain_control_register_write_valid),
    .register_write_index(domain_control_register_write_index),
    .register_value(domain_control_register_value),
    .access_read(seal_control_context_read),
    .access_write(seal_control_context_write),
    .access_domain(seal_control_context_domain),
    .access_index(seal_control_context_index),
    .access_value(seal_control_context_value),
    .access_word(domain_control_access_word),
    .erase_wanted(key_control_erase | seal_control_erase),
    .erase_domain(seal_control_erase ? seal_control_context_domain : key_control_erase_domain),
    .erased(domain_control_erased)
  );

  key_control key_control (
    .clock(clock),
    .reset(reset),
    .order_transfer(order_transfer),
    .order_execute(order_execute),
    .order_suspend(order_suspend),
    .order_restore(order_restore),
    .order_domain(order_domain),
    .order_instruction(order_instruction),
    .order_first(order_first),
    .order_second(order_second),
    .order_pc(order_pc),
    .order_next(order_next),
    .order_is_call(order_is_call),
    .order_is_user(order_is_user),
    .running_domain(current_domain),
    .load(key_control_load),
    .load_address(key_control_load_address),
    .load_done(answered),
    .load_cause(answered_cause),
    .load_word(answered_word),
    .flush(key_control_flush),
    .flushed(flushed),
    .erase(key_control_erase),
    .erase_domain(key_control_erase_domain),
    .erased(domain_control_erased),
    .key_valid(key_control_key_valid),
    .key_ready(key_ready),
    .key_whole(key_control_key_whole),
    .key_domain(key_control_key_domain),
    .key_segment(key_control_key_segment),
    .key_base(key_control_key_base),
    .key_bound(key_control_key_bound),
    .key_bound_is_limit(key_control_key_bound_is_limit),
    .key_entry_valid(key_control_key_entry_valid),
    .key_entry_ready(key_entry_ready),
    .key_entry_data(key_control_key_entry_data),
    .key_entry_last(key_control_key_entry_last),
    .key_response_valid(key_response_valid),
    .key_response_ready(key_control_key_response_ready),
    .key_response_status(key_response_status),
    .key_response_domain(key_response_domain),
    .key_response_attribute(key_response_attribute),
    .setup_valid(key_control_setup_valid),
    .setup_ready(setup_ready),
    .setup_operation(key_control_setup_operation),
    .setup_domain(key_control_setup_domain),
    .setup_segment(key_control_setup_segment),
    .setup_base(key_control_setup_base),
    .setup_bound(key_control_setup_bound),
    .setup_bound_is_limit(key_control_setup_bound_is_limit),
    .setup_algorithm(key_control_setup_algorithm),
    .setup_nonce(key_control_setup_nonce),
    .setup_read(key_control_setup_read),
    .setup_write(key_control_setup_write),
    .setup_execute(key_control_setup_execute),
    .setup_default_key(key_control_setup_default_key),
    .setup_plain_access(key_control_setup_plain_access),
    .setup_shared(key_control_setup_shared),
    .setup_stack(key_control_setup_stack),
    .setup_closed(key_control_setup_closed),
    .setup_immediate(key_control_setup_immediate),
    .setup_share_key(key_control_setup_share_key),
    .setup_key_segment(key_control_setup_key_segment),
    .setup_key_bytes(key_control_setup_key_bytes),
    .setup_key(key_control_setup_key),
    .setup_response_valid(setup_response_valid),
    .setup_response_ready(key_control_setup_response_ready),
    .setup_response_status(setup_response_status),
    .setup_response_attribute(setup_response_attribute),
    .done(key_control_done),
    .cause(key_control_cause),
    .value(key_control_value)
  );

  assign answer_done = domain_control_done | key_control_done | exponentiation_control_done | seal_control_done;
  assign answer_refused = domain_control_refused;
  assign answer_cause = key_control_cause | exponentiation_control_cause | seal_control_cause;
  wire [31:0] found_t1 = {32{key_control_done}};
  wire [31:0] found_t2 = {32{exponentiation_control_done}};
  wire [31:0] found_t3 = {32{seal_control_done}};
  wire [31:0] found = (found_t1 & key_control_value) | (found_t2 & exponentiation_control_value)
      | (found_t3 & seal_control_value);
  wire answer_value_t1 = domain_control_done & order_execute;
  wire [31:0] answer_value_t2 = {32{answer_value_t1}};
  assign answer_value = domain_control_register_value | found | (answer_value_t2
      & {27'h0000000, domain_control_status});
  assign answer_has_target = domain_control_done & (domain_control_restored | (order_execute & order_instruction[12]));
  assign answer_target = answer_cause[4] ? found : domain_control_target;
  wire [31:0] answered_word_t1 = {32{access_done}};

  always @(posedge clock) begin
    if (reset) begin
      current_domain <= 4'd0;
      current_encrypted <= 1'b0;
      current_automatic <= 1'b0;
      current_closed <= 1'b0;
      current_attribute <= 4'd0;
      current_return_expected <= 1'b0;
      current_return_address <= 32'h00000000;
      answered <= 1'b0;
      answered_cause <= 5'd0;
      answered_word <= 32'h00000000;
    end else begin
      current_domain <= unit_running_domain;
      current_encrypted <= unit_running_encrypted;
      current_automatic <= unit_running_automatic;
      current_closed <= unit_running_closed;
      current_attribute <= unit_running_attribute;
      current_return_expected <= unit_running_return_expected;
      current_return_address <= unit_running_return_address;
      answered <= access_done;
      answered_cause <= access_cause;
      answered_word <= answered_word_t1 & access_word;
    end
  end

  wire unused = &{1'b0, seal_control_mode_automatic, seal_control_mode_has_target};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_the_exponentiator_has_one_user: assert (!(key_control_key_valid & exponentiation_control_busy))
        else $error("%m: property the_exponentiator_has_one_user does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
